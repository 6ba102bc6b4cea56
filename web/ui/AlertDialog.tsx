'use client'

import * as Primitive from 'radix-ui/alert-dialog'
import type { ReactElement, ReactNode } from 'react'
import { Button } from './Button'
import { cx } from './cx'
import { DIALOG_CLASS, SCRIM_CLASS } from './Dialog'
import { usePortalContainer } from './ThemeArea'
import { useReturnFocus } from './useReturnFocus'

export type AlertDialogProps = {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactElement
  /** A question, for example "Leave this course?". */
  title: string
  /** What will happen, and what stays. */
  description: ReactNode
  /** A verb, for example "Leave course". */
  confirmLabel: string
  cancelLabel?: string
  tone?: 'danger' | 'accent'
  /** While it is true the dialog stays and the main button turns a ring. */
  busy?: boolean
  /** Called on the main button. The dialog closes itself unless `keepOpen` is set. */
  onConfirm: () => void
  keepOpen?: boolean
}

/** Asks before something that cannot be taken back. The safe answer has the focus. */
export function AlertDialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  confirmLabel,
  cancelLabel = 'Cancel',
  tone = 'danger',
  busy = false,
  onConfirm,
  keepOpen = false,
}: AlertDialogProps) {
  const container = usePortalContainer()
  const returnFocus = useReturnFocus()
  const confirm = (
    <Button variant={tone === 'danger' ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
      {confirmLabel}
    </Button>
  )
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal container={container}>
        <Primitive.Overlay className={SCRIM_CLASS} />
        <Primitive.Content {...returnFocus} className={cx(DIALOG_CLASS, 'max-w-md gap-2 p-6')}>
          <Primitive.Title className="font-semibold text-20">{title}</Primitive.Title>
          <Primitive.Description asChild>
            <div className="text-15 text-muted">{description}</div>
          </Primitive.Description>
          <div className="mt-4 flex flex-wrap justify-end gap-3">
            <Primitive.Cancel asChild>
              <Button>{cancelLabel}</Button>
            </Primitive.Cancel>
            {keepOpen ? confirm : <Primitive.Action asChild>{confirm}</Primitive.Action>}
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
