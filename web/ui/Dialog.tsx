'use client'

import { X } from 'lucide-react'
import * as Primitive from 'radix-ui/dialog'
import type { ReactElement, ReactNode } from 'react'
import { Button } from './Button'
import { cx } from './cx'
import { usePortalContainer } from './ThemeArea'
import { useReturnFocus } from './useReturnFocus'

export const SCRIM_CLASS =
  'fixed inset-0 z-40 bg-scrim data-[state=closed]:animate-leave data-[state=open]:animate-appear'

export const DIALOG_CLASS =
  'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-tile border border-hairline bg-raised text-ink shadow-2 outline-none data-[state=closed]:animate-sink data-[state=open]:animate-rise'

export type DialogProps = {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactElement
  title: string
  description?: ReactNode
  children?: ReactNode
  /** Buttons at the bottom right, the main one last. */
  footer?: ReactNode
  size?: 'small' | 'medium' | 'large'
}

const WIDTHS = { small: 'max-w-md', medium: 'max-w-xl', large: 'max-w-3xl' }

export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  children,
  footer,
  size = 'medium',
}: DialogProps) {
  const container = usePortalContainer()
  const returnFocus = useReturnFocus()
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal container={container}>
        <Primitive.Overlay className={SCRIM_CLASS} />
        <Primitive.Content
          {...returnFocus}
          className={cx(DIALOG_CLASS, WIDTHS[size])}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="flex flex-col gap-1 p-6 pr-16 pb-0">
            <Primitive.Title className="font-semibold text-20">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="text-15 text-muted">{description}</Primitive.Description>
            ) : null}
          </div>
          {children ? <div className="min-h-0 overflow-y-auto px-6 py-5">{children}</div> : null}
          {footer ? (
            <div className="flex flex-wrap justify-end gap-3 border-hairline border-t px-6 py-4">{footer}</div>
          ) : null}
          {/* Last, so that the first field of the dialog gets the focus and not the way out. */}
          <Primitive.Close asChild>
            {/* No tip: it would take the first press of Escape. */}
            <Button
              aria-label="Close"
              variant="quiet"
              icon={<X aria-hidden size={20} strokeWidth={1.75} />}
              className="absolute! top-4 right-4 w-10 px-0!"
            />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
