'use client'

import { COMMANDS } from '@lectern/protocol'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../room/countOf.ts'
import { useRoom } from '../room/RoomContext.ts'

/** Who waits outside, to be let in or turned away. */
export function WaitingList() {
  const { waiting, run } = useRoom()
  if (waiting.length === 0) return null
  return (
    <section aria-label="Waiting room" className="border-hairline border-b bg-amber-soft p-3 text-on-amber-soft">
      <div className="flex items-center justify-between gap-2">
        <p className="font-medium text-15">{countOf(waiting.length, 'person waits', 'people wait')} to come in</p>
        {waiting.length > 1 ? (
          <Button size="small" onClick={() => void run(COMMANDS.admitAll, undefined)}>
            Admit all
          </Button>
        ) : null}
      </div>
      <ul className="mt-2 flex max-h-40 flex-col gap-1.5 overflow-y-auto">
        {waiting.map(({ userId, name }) => (
          <li key={userId} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate text-15">{name}</span>
            <Button size="small" aria-label={`Turn away ${name}`} onClick={() => void run(COMMANDS.deny, { userId })}>
              Turn away
            </Button>
            <Button
              size="small"
              variant="primary"
              aria-label={`Admit ${name}`}
              onClick={() => void run(COMMANDS.admit, { userId })}
            >
              Admit
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
