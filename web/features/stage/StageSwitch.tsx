'use client'

import { MonitorX } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { useRoom } from '../room/RoomContext.ts'
import type { StageChoice, StageView } from './chooseStage.ts'

/** While screens are shared: which of them, or the board, is on the stage. */
export function StageSwitch({
  screens,
  view,
  onChoose,
  sharing,
  onStopSharing,
}: {
  screens: readonly string[]
  view: StageView
  onChoose: (choice: StageChoice) => void
  /** Whether one shares a screen oneself. */
  sharing: boolean
  onStopSharing: () => void
}) {
  const { me, nameOf } = useRoom()
  const choices: { key: string; label: string; choice: StageChoice; selected: boolean }[] = [
    { key: 'board', label: 'Board', choice: 'board', selected: view.kind === 'board' },
    ...screens.map((userId) => ({
      key: userId,
      label: userId === me.userId ? 'Your screen' : nameOf(userId),
      choice: { screenOf: userId },
      selected: view.kind === 'screen' && view.userId === userId,
    })),
  ]
  return (
    <div className="flex h-10 items-center gap-2">
      <fieldset className="flex min-w-0 gap-0.5 overflow-x-auto rounded-box bg-surface p-0.5">
        <legend className="sr-only">On the stage</legend>
        {choices.map(({ key, label, choice, selected }) => (
          <button
            key={key}
            type="button"
            aria-pressed={selected}
            onClick={() => onChoose(choice)}
            className={cx(
              'h-9 max-w-48 shrink-0 truncate rounded-small px-3 font-medium text-15',
              selected ? 'bg-sunken text-ink' : 'text-muted hover:text-ink',
            )}
          >
            {label}
          </button>
        ))}
      </fieldset>
      {sharing ? (
        <div className="ml-auto flex items-center gap-2 text-13 text-muted">
          <span className="max-sm:hidden">The class sees your screen.</span>
          <Button size="small" icon={<MonitorX aria-hidden size={16} strokeWidth={1.75} />} onClick={onStopSharing}>
            Stop sharing
          </Button>
        </div>
      ) : null}
    </div>
  )
}
