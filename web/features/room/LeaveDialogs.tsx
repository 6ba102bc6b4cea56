'use client'

import { COMMANDS } from '@lectern/protocol'
import { useState } from 'react'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useConnection } from '../classroom/useClassroom.ts'
import { countOf } from './countOf.ts'
import { useRoom } from './RoomContext.ts'

/** Asks before leaving, and tells what is not saved yet. */
export function LeaveDialog({
  open,
  onOpenChange,
  onLeave,
  onEnd,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  onLeave: () => void
  /** Given to whoever may end the class instead. */
  onEnd?: (() => void) | undefined
}) {
  const { unsaved } = useConnection()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="small"
      title="Leave this class?"
      description={
        onEnd
          ? 'The class goes on without you. To finish it for everybody, end it.'
          : 'The class goes on. You can come back as long as it lasts.'
      }
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Stay</Button>
          {onEnd ? <Button onClick={onEnd}>End class</Button> : null}
          <Button variant="danger" onClick={onLeave}>
            Leave
          </Button>
        </>
      }
    >
      {unsaved > 0 ? (
        <p className="rounded-box bg-amber-soft px-4 py-2.5 text-15 text-on-amber-soft">
          {countOf(unsaved, 'change of yours is', 'changes of yours are')} not saved yet, because the connection is
          lost. If you leave now, they are lost too.
        </p>
      ) : null}
    </Dialog>
  )
}

/** Asks before the class ends for everybody. */
export function EndDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { run } = useRoom()
  const [busy, setBusy] = useState(false)
  const end = async () => {
    setBusy(true)
    await run(COMMANDS.endClass, undefined)
    setBusy(false)
  }
  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      title="End the class for everybody?"
      description="Everybody leaves, and nobody can come back. Board, chat and polls are kept."
      confirmLabel="End class"
      busy={busy}
      keepOpen
      onConfirm={() => void end()}
    />
  )
}
