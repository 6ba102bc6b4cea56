'use client'

import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { SHORTCUTS } from './shortcuts.ts'

/** The keys of the class page. */
export function HelpDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="They work everywhere in the class, except while you type."
      size="small"
    >
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2 text-15">
        {Object.values(SHORTCUTS).map(({ key, does }) => (
          <div key={key} className="contents">
            <dt>{does}</dt>
            <dd>
              <Kbd>{key}</Kbd>
            </dd>
          </div>
        ))}
        <div className="contents">
          <dt>Talk while held, if switched on in the settings</dt>
          <dd>
            <Kbd>Space</Kbd>
          </dd>
        </div>
        <div className="contents">
          <dt>From picture to picture</dt>
          <dd className="flex gap-1">
            <Kbd>←</Kbd>
            <Kbd>→</Kbd>
          </dd>
        </div>
      </dl>
      <p className="mt-4 text-13 text-muted">
        While you draw, keys that are tools of the board (V, H, S, O, N, B, L, K and F) belong to the board. Press Tab
        to leave it.
      </p>
    </Dialog>
  )
}
