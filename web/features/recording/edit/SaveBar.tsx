'use client'

import { Undo2 } from 'lucide-react'
import { AlertDialog } from '../../../ui/AlertDialog'
import { Button } from '../../../ui/Button'
import type { DraftControls } from './useDraft'

/** Stands at the foot of the page while something is not saved. */
export function SaveBar({
  controls: { changed, canUndo, undo, discard },
  problems,
  busy,
  onSave,
}: {
  controls: DraftControls
  /** What must be put right first. */
  problems: readonly string[]
  busy: boolean
  onSave: () => void
}) {
  if (!changed && !canUndo) return null
  return (
    <section
      aria-label="Changes"
      className="-mx-4 sticky bottom-0 z-10 flex flex-wrap items-center gap-3 border-hairline border-t bg-paper px-4 py-3"
    >
      <p role="status" className="min-w-40 flex-1 text-15 max-sm:basis-full">
        {problems[0] ?? (changed ? 'Your changes are not saved yet.' : 'Nothing is changed.')}
      </p>
      <Button icon={<Undo2 aria-hidden size={18} strokeWidth={1.75} />} disabled={!canUndo || busy} onClick={undo}>
        Undo
      </Button>
      <AlertDialog
        trigger={<Button disabled={!changed || busy}>Discard</Button>}
        title="Discard all changes?"
        description="The recording stays as it was saved last."
        confirmLabel="Discard"
        onConfirm={discard}
      />
      <Button variant="primary" busy={busy} disabled={!changed || problems.length > 0} onClick={onSave}>
        Save
      </Button>
    </section>
  )
}
