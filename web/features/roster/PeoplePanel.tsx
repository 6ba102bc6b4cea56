'use client'

import { COMMANDS } from '@lectern/protocol'
import {
  Check,
  CircleSlash2,
  Copy,
  Ellipsis,
  Hand,
  Lock,
  Mic,
  MicOff,
  Pencil,
  Search,
  Video,
  VideoOff,
  X,
} from 'lucide-react'
import { useMemo, useState } from 'react'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { CopyGuestLink } from '../guest/CopyGuestLink.tsx'
import { countOf } from '../room/countOf.ts'
import { useRoom } from '../room/RoomContext.ts'
import { classSummary } from './classSummary.ts'
import { type Destructive, PersonMenuItems, useDestructive } from './PersonMenu.tsx'
import { personActions } from './personActions.ts'
import { type RosterRow, searchPeople, sortPeople } from './sortPeople.ts'
import { WaitingList } from './WaitingList.tsx'

const ICON = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

/** Who is here, in what role, with which hands up, and what one may do about it. */
export function PeoplePanel({ onLocks }: { onLocks: () => void }) {
  const { people, hands, may, isStaff } = useRoom()
  const [text, setText] = useState('')
  const { ask, dialog } = useDestructive()
  const rows = useMemo(() => sortPeople(people, hands), [people, hands])
  const found = useMemo(() => searchPeople(rows, text), [rows, text])
  if (!may('people:see')) {
    return (
      <div className="p-4">
        <EmptyState title="The list is hidden">The instructor has hidden who is in class.</EmptyState>
      </div>
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {isStaff ? <WaitingList /> : null}
      <div className="flex items-center gap-2 p-3">
        <div className="relative min-w-0 flex-1">
          <Search {...ICON} className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
          <input
            type="search"
            aria-label="Search by name"
            placeholder="Search by name"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="h-11 w-full rounded-box border border-control bg-surface pr-3 pl-10 text-15 placeholder:text-muted"
          />
        </div>
        <ForAllMenu onLocks={onLocks} onDestructive={ask} />
      </div>
      <p role="status" className="px-4 pb-2 text-13 text-muted">
        {text.trim() ? `${found.length} of ${countOf(rows.length, 'person', 'people')}` : handsLine(rows)}
      </p>
      <ul aria-label="People in class" className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        {found.map((row) => (
          <PersonRow key={row.userId} row={row} onDestructive={ask} />
        ))}
      </ul>
      {found.length === 0 ? <p className="px-4 pb-6 text-15 text-muted">Nobody here has that name.</p> : null}
      {dialog}
    </div>
  )
}

function handsLine(rows: readonly RosterRow[]): string {
  const raised = rows.filter(({ hand }) => hand !== null).length
  return raised === 0 ? countOf(rows.length, 'person', 'people') : countOf(raised, 'hand raised', 'hands raised')
}

function PersonRow({ row, onDestructive }: { row: RosterRow; onDestructive: (action: Destructive) => void }) {
  const { me, onAir, stage, hands, may, isStaff } = useRoom()
  const { userId, person, hand } = row
  const mine = userId === me.userId
  const air = useMemo(
    () => [...onAir.values()].filter((each) => each.userId === userId && !each.paused),
    [onAir, userId],
  )
  const microphone = air.some(({ source }) => source === 'microphone')
  const camera = air.some(({ source }) => source === 'camera')
  const can = personActions(me, { ...person, userId, handRaised: hands.has(userId) })
  const hasMenu = (!mine && may('chat:private')) || can.spotlight || can.lowerHand || can.mute
  return (
    <li className="flex min-h-12 items-center gap-3 rounded-box px-2 py-1 hover:bg-sunken">
      <Avatar name={person.name} hue={person.hue} size="small" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-15">
          {person.name}
          {mine ? <span className="text-muted"> (you)</span> : null}
        </p>
        <p className="flex flex-wrap gap-x-2 text-13 text-muted">
          {roleLine(person, stage.spotlight === userId)}
          {person.refusesRecording && (isStaff || mine) ? (
            <span className="inline-flex items-center gap-1">
              <CircleSlash2 aria-hidden size={14} strokeWidth={1.75} />
              not recorded
            </span>
          ) : null}
        </p>
      </div>
      {hand === null ? null : (
        <Badge tone="amber" icon={<Hand aria-hidden size={14} strokeWidth={2} />}>
          <span className="sr-only">Hand raised, number </span>
          {hand}
        </Badge>
      )}
      <span className="flex items-center gap-1.5 text-muted">
        {person.role === 'student' && person.grants.includes('draw') ? (
          <Pencil role="img" aria-label="May draw" size={16} strokeWidth={1.75} />
        ) : null}
        {person.microphoneLocked ? (
          <Lock role="img" aria-label="Microphone locked" size={16} strokeWidth={1.75} />
        ) : microphone ? (
          <Mic role="img" aria-label="Microphone on" size={16} strokeWidth={1.75} className="text-ink" />
        ) : (
          <MicOff role="img" aria-label="Microphone off" size={16} strokeWidth={1.75} />
        )}
        {camera ? (
          <Video role="img" aria-label="Camera on" size={16} strokeWidth={1.75} className="text-ink" />
        ) : (
          <VideoOff role="img" aria-label="Camera off" size={16} strokeWidth={1.75} />
        )}
      </span>
      {hasMenu ? (
        <Menu
          trigger={
            <IconButton
              size="small"
              label={`Actions for ${person.name}`}
              icon={<Ellipsis {...ICON} />}
              className="pointer-coarse:size-11!"
            />
          }
        >
          <PersonMenuItems userId={userId} onDestructive={onDestructive} />
        </Menu>
      ) : (
        <span className="w-8" />
      )}
    </li>
  )
}

function roleLine(person: RosterRow['person'], spotlit: boolean): string {
  const role = { instructor: 'Instructor', assistant: 'Assistant', student: 'Student' }[person.role]
  return [
    person.guest ? 'Guest' : role,
    person.presence === 'board' ? 'on the board only' : null,
    spotlit ? 'in the spotlight' : null,
  ]
    .filter((part) => part !== null)
    .join(', ')
}

/** What is done for everybody at once, and a copy of who was here. */
function ForAllMenu({ onLocks, onDestructive }: { onLocks: () => void; onDestructive: (action: Destructive) => void }) {
  const { people, hands, stage, may, run } = useRoom()
  const toast = useToast()
  const copy = async () => {
    const text = classSummary(stage.title, stage.startedAt, people.values(), (ms) => TIME.format(ms))
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    toast(
      copied
        ? { title: 'Copied: who was in this class, and when.', tone: 'success' }
        : { title: 'The browser did not allow copying.', tone: 'error' },
    )
  }
  const muteAll = async (lock: boolean) => {
    const done = await run(COMMANDS.muteAll, { lock })
    if (done) toast({ title: `Muted ${countOf(done.value.muted, 'person', 'people')}.` })
  }
  const everyoneDraws = stage.defaultGrants.includes('draw')
  const everyonePresents = stage.defaultGrants.includes('present')
  return (
    <Menu trigger={<IconButton label="For everyone" icon={<Ellipsis {...ICON} />} className="size-11!" />}>
      {may('people:grant') ? (
        <>
          <MenuItem
            icon={everyoneDraws ? <X {...ICON} /> : <Pencil {...ICON} />}
            onSelect={() => void run(COMMANDS.setGrantForAll, { grant: 'draw', on: !everyoneDraws })}
          >
            {everyoneDraws ? 'Stop everyone drawing' : 'Let everyone draw'}
          </MenuItem>
          <MenuItem
            icon={everyonePresents ? <X {...ICON} /> : <Check {...ICON} />}
            onSelect={() => void run(COMMANDS.setGrantForAll, { grant: 'present', on: !everyonePresents })}
          >
            {everyonePresents ? 'Stop everyone sharing screens' : 'Let everyone share screens'}
          </MenuItem>
        </>
      ) : null}
      {may('people:mute') ? (
        <>
          <MenuItem icon={<MicOff {...ICON} />} onSelect={() => void muteAll(false)}>
            Mute everyone
          </MenuItem>
          <MenuItem
            icon={<Lock {...ICON} />}
            onSelect={() =>
              onDestructive({
                title: 'Mute everyone and lock?',
                description:
                  'Nobody can unmute themselves until you unlock them, one by one or in “What students may do”.',
                confirmLabel: 'Mute and lock',
                run: () => void muteAll(true),
              })
            }
          >
            Mute everyone and lock
          </MenuItem>
        </>
      ) : null}
      {may('hand:manage') ? (
        <MenuItem
          icon={<Hand {...ICON} />}
          disabled={hands.size === 0}
          onSelect={() => void run(COMMANDS.lowerAllHands, undefined)}
        >
          Lower all hands
        </MenuItem>
      ) : null}
      {may('locks:set') ? (
        <MenuItem icon={<Lock {...ICON} />} onSelect={onLocks}>
          What students may do…
        </MenuItem>
      ) : null}
      {may('people:grant') ? <MenuSeparator /> : null}
      <MenuItem icon={<Copy {...ICON} />} onSelect={() => void copy()}>
        Copy who is here
      </MenuItem>
      <CopyGuestLink />
    </Menu>
  )
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
