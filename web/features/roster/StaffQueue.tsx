'use client'

import { COMMANDS } from '@lectern/protocol'
import { Check, Clock, Hand, X } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { countOf } from '../room/countOf.ts'
import { useRoom } from '../room/RoomContext.ts'
import { type RosterRow, sortPeople } from './sortPeople.ts'

const ICON = { 'aria-hidden': true, size: 16, strokeWidth: 2 } as const
const SHOWN = 3

/** Raised hands, the first first. */
function useRaised(): RosterRow[] {
  const { people, hands } = useRoom()
  return useMemo(() => sortPeople(people, hands).filter(({ hand }) => hand !== null), [people, hands])
}

/** Raised hands and waiting people at the foot of the tiles, so that staff can clear them without leaving the board. */
export function StaffQueue() {
  const { waiting, run } = useRoom()
  const raised = useRaised()
  if (raised.length === 0 && waiting.length === 0) return null
  return (
    <section
      aria-label="Hands and waiting people"
      className="flex w-full flex-col gap-1 rounded-box border border-amber bg-raised p-1.5"
    >
      {raised.slice(0, SHOWN).map(({ userId, person, hand }) => (
        <div key={userId} className="flex items-center gap-1.5 text-15">
          <span className="inline-flex h-6 shrink-0 items-center gap-1 rounded-small bg-amber px-1.5 font-semibold text-13 text-on-amber">
            <Hand {...ICON} />
            <span className="sr-only">Hand number </span>
            {hand}
          </span>
          <span className="min-w-0 flex-1 truncate">{person.name}</span>
          <IconButton
            size="small"
            side="left"
            label={`Lower the hand of ${person.name}`}
            icon={<Check {...ICON} />}
            onClick={() => void run(COMMANDS.lowerHand, { userId })}
            className="pointer-coarse:size-11!"
          />
        </div>
      ))}
      {raised.length > SHOWN ? (
        <p className="px-1 text-13 text-muted">and {countOf(raised.length - SHOWN, 'more hand', 'more hands')}</p>
      ) : null}
      {waiting.slice(0, SHOWN).map(({ userId, name }) => (
        <div key={userId} className="flex flex-wrap items-center gap-1 text-15">
          <span className="min-w-24 flex-1 pl-1 leading-tight">
            <span className="block truncate">{name}</span>
            <span className="text-13 text-muted">waits</span>
          </span>
          <span className="ml-auto flex items-center gap-1">
            <IconButton
              size="small"
              side="left"
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
          </span>
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

/** The same where there is no room for names: how many, and the way to the list. */
export function StaffQueueMark({ onOpen }: { onOpen: () => void }) {
  const { waiting } = useRoom()
  const raised = useRaised()
  if (raised.length === 0 && waiting.length === 0) return null
  const words = [
    raised.length > 0 ? countOf(raised.length, 'hand raised', 'hands raised') : null,
    waiting.length > 0 ? countOf(waiting.length, 'person waits', 'people wait') : null,
  ].filter((part) => part !== null)
  return (
    <button
      type="button"
      aria-label={`${words.join(', ')}. Show them`}
      onClick={onOpen}
      className="inline-flex min-h-11 items-center gap-3 rounded-box bg-amber px-3 font-semibold text-15 text-on-amber shadow-1"
    >
      {raised.length > 0 ? (
        <span aria-hidden className="inline-flex items-center gap-1">
          <Hand {...ICON} />
          {raised.length}
        </span>
      ) : null}
      {waiting.length > 0 ? (
        <span aria-hidden className="inline-flex items-center gap-1">
          <Clock {...ICON} />
          {waiting.length}
        </span>
      ) : null}
    </button>
  )
}
