'use client'

import { X } from 'lucide-react'
import * as Primitive from 'radix-ui/dialog'
import type { ReactElement, ReactNode } from 'react'
import { Button } from './Button'
import { cx } from './cx'
import { SCRIM_CLASS } from './Dialog'
import { usePortalContainer } from './ThemeArea'
import { useReturnFocus } from './useReturnFocus'

export type SheetProps = {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactElement
  title: string
  children: ReactNode
  /** Takes the full height left under the top edge, for example for chat. */
  tall?: boolean
}

/** A panel that comes up from the bottom edge of a phone. */
export function Sheet({ open, onOpenChange, trigger, title, children, tall = false }: SheetProps) {
  const container = usePortalContainer()
  const returnFocus = useReturnFocus()
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal container={container}>
        <Primitive.Overlay className={SCRIM_CLASS} />
        <Primitive.Content
          onCloseAutoFocus={returnFocus.onCloseAutoFocus}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            returnFocus.onOpenAutoFocus(event)
            focusPanel(event)
          }}
          className={cx(
            'fixed inset-x-0 bottom-0 z-50 flex max-h-[85dvh] flex-col rounded-t-tile border border-hairline border-b-0 bg-raised text-ink shadow-2 outline-none data-[state=closed]:animate-sheet-down data-[state=open]:animate-sheet-up',
            tall && 'h-[85dvh]',
          )}
        >
          <div className="flex items-center justify-between border-hairline border-b py-2 pr-2 pl-5">
            <Primitive.Title className="font-semibold text-17">{title}</Primitive.Title>
            <Primitive.Close asChild>
              {/* No tip: it would take the first press of Escape. */}
              <Button
                aria-label="Close"
                variant="quiet"
                icon={<X aria-hidden size={20} strokeWidth={1.75} />}
                className="w-10 px-0!"
              />
            </Primitive.Close>
          </div>
          <div className="flex min-h-0 flex-1 flex-col overflow-y-auto pb-[env(safe-area-inset-bottom)]">
            {children}
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

// Focus on a field would bring up the keyboard, and on the close button its tip.
function focusPanel(event: Event): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}
