'use client'

import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { REPLAY_KEYS } from './replayKeys.ts'

const ON_THE_BAR = [
  { shown: '← →', does: 'On the time bar: 5 seconds' },
  { shown: 'Page ↑ ↓', does: 'On the time bar: 1 minute' },
  { shown: 'Home, End', does: 'On the time bar: beginning, end' },
]

/** The keys of the replay. */
export function ReplayHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="They work everywhere in the replay, except while you type."
      size="small"
    >
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2 text-15">
        {[...Object.values(REPLAY_KEYS), ...ON_THE_BAR].map(({ shown, does }) => (
          <div key={does} className="contents">
            <dt>{does}</dt>
            <dd className="flex justify-end gap-1">
              {shown.split(', ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
