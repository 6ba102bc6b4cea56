'use client'

import { COMMANDS } from '@lectern/protocol'
import { Check, Hand, X } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { countOf } from '../room/countOf.ts'
import { useRoom } from '../room/RoomContext.ts'
import { sortPeople } from './sortPeople.ts'

const ICON = { 'aria-hidden': true, size: 16, strokeWidth: 2 } as const
const SHOWN = 3

/** Raised hands and waiting people in a corner of the stage, so that staff can clear them without leaving the board. */
export function StaffQueue() {
  const { people, hands, waiting, run } = useRoom()
  const raised = useMemo(() => sortPeople(people, hands).filter(({ hand }) => hand !== null), [people, hands])
  if (raised.length === 0 && waiting.length === 0) return null
  return (
    <section
      aria-label="Hands and waiting people"
      className="flex w-64 max-w-full flex-col gap-1 rounded-box border border-amber bg-raised p-2 shadow-1"
    >
      {raised.slice(0, SHOWN).map(({ userId, person, hand }) => (
        <div key={userId} className="flex items-center gap-2 text-15">
          <span className="inline-flex h-6 shrink-0 items-center gap-1 rounded-small bg-amber px-1.5 font-semibold text-13 text-on-amber">
            <Hand {...ICON} />
            <span className="sr-only">Hand number </span>
            {hand}
          </span>
          <span className="min-w-0 flex-1 truncate">{person.name}</span>
          <IconButton
            size="small"
            label={`Lower the hand of ${person.name}`}
            icon={<Check {...ICON} />}
            onClick={() => void run(COMMANDS.lowerHand, { userId })}
            className="pointer-coarse:size-11!"
          />
        </div>
      ))}
      {raised.length > SHOWN ? (
        <p className="text-13 text-muted">and {countOf(raised.length - SHOWN, 'more hand', 'more hands')}</p>
      ) : null}
      {waiting.slice(0, SHOWN).map(({ userId, name }) => (
        <div key={userId} className="flex items-center gap-1 text-15">
          <span className="min-w-0 flex-1 truncate">{name} waits</span>
          <IconButton
            size="small"
            label={`Turn away ${name}`}
            icon={<X {...ICON} />}
            onClick={() => void run(COMMANDS.deny, { userId })}
            className="pointer-coarse:size-11!"
          />
          <Button
            size="small"
            variant="primary"
            aria-label={`Admit ${name}`}
            onClick={() => void run(COMMANDS.admit, { userId })}
          >
            Admit
          </Button>
        </div>
      ))}
      {waiting.length > SHOWN ? (
        <Button size="small" onClick={() => void run(COMMANDS.admitAll, undefined)}>
          Admit all {waiting.length}
        </Button>
      ) : null}
    </section>
  )
}
