'use client'

import { COMMANDS, type Grant } from '@lectern/protocol'
import {
  Ban,
  Hand,
  Lock,
  LockOpen,
  MessageSquare,
  Mic,
  MicOff,
  MonitorUp,
  Pencil,
  Star,
  UserCheck,
  UserX,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { useRoom } from '../room/RoomContext.ts'
import { personActions } from './personActions.ts'

const ICON = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

const GRANT_WORDS: Record<Grant, { give: string; take: string; icon: ReactNode }> = {
  draw: { give: 'Let draw on the board', take: 'Stop drawing on the board', icon: <Pencil {...ICON} /> },
  present: { give: 'Let share the screen', take: 'Stop sharing the screen', icon: <MonitorUp {...ICON} /> },
  speak: { give: 'Let use camera and microphone', take: 'Take camera and microphone', icon: <Mic {...ICON} /> },
}

/** What needs a second thought before it is done. */
export interface Destructive {
  title: string
  description: string
  confirmLabel: string
  run: () => void
}

/** Entries of a person's menu; empty where one may do nothing about them. */
export function PersonMenuItems({
  userId,
  onDestructive,
}: {
  userId: string
  /** Is given what must be confirmed; `useDestructive` asks. */
  onDestructive: (action: Destructive) => void
}) {
  const { me, people, hands, stage, may, run, writeTo } = useRoom()
  const person = people.get(userId)
  if (!person) return null
  const can = personActions(me, { ...person, userId, handRaised: hands.has(userId) })
  const spotlit = stage.spotlight === userId
  const { name } = person
  return (
    <>
      {userId !== me.userId && may('chat:private') ? (
        <MenuItem icon={<MessageSquare {...ICON} />} onSelect={() => writeTo(userId)}>
          Message privately
        </MenuItem>
      ) : null}
      {can.spotlight ? (
        <MenuItem
          icon={<Star {...ICON} />}
          onSelect={() => void run(COMMANDS.spotlight, { userId: spotlit ? null : userId })}
        >
          {spotlit ? 'End the spotlight' : 'Put in the spotlight'}
        </MenuItem>
      ) : null}
      {can.lowerHand ? (
        <MenuItem icon={<Hand {...ICON} />} onSelect={() => void run(COMMANDS.lowerHand, { userId })}>
          Lower the hand
        </MenuItem>
      ) : null}
      {can.grants.length > 0 ? <MenuSeparator /> : null}
      {can.grants.map(({ grant, on }) => (
        <MenuItem
          key={grant}
          icon={GRANT_WORDS[grant].icon}
          onSelect={() => void run(COMMANDS.setGrant, { userId, grant, on: !on })}
        >
          {on ? GRANT_WORDS[grant].take : GRANT_WORDS[grant].give}
        </MenuItem>
      ))}
      {can.role ? (
        <MenuItem
          icon={<UserCheck {...ICON} />}
          onSelect={() => void run(COMMANDS.setRole, { userId, role: can.role ?? 'student' })}
        >
          {can.role === 'assistant' ? 'Make assistant' : 'Make student again'}
        </MenuItem>
      ) : null}
      {can.mute ? <MenuSeparator /> : null}
      {can.mute ? (
        <MenuItem icon={<MicOff {...ICON} />} onSelect={() => void run(COMMANDS.mute, { userId })}>
          Mute
        </MenuItem>
      ) : null}
      {can.muteAndLock ? (
        <MenuItem icon={<Lock {...ICON} />} onSelect={() => void run(COMMANDS.mute, { userId, lock: true })}>
          Mute and lock
        </MenuItem>
      ) : null}
      {can.unlock ? (
        <MenuItem icon={<LockOpen {...ICON} />} onSelect={() => void run(COMMANDS.unlockMicrophone, { userId })}>
          Unlock the microphone
        </MenuItem>
      ) : null}
      {can.remove ? (
        <>
          <MenuSeparator />
          <MenuItem
            tone="danger"
            icon={<UserX {...ICON} />}
            onSelect={() =>
              onDestructive({
                title: `Remove ${name} from this class?`,
                description: `${name} leaves at once and cannot come back to this class with the same link.`,
                confirmLabel: 'Remove',
                run: () => void run(COMMANDS.remove, { userId }),
              })
            }
          >
            Remove from class
          </MenuItem>
        </>
      ) : null}
      {can.ban ? (
        <MenuItem
          tone="danger"
          icon={<Ban {...ICON} />}
          onSelect={() =>
            onDestructive({
              title: `Ban ${name}?`,
              description: `${name} leaves at once and is kept out of this class for good, whatever link they use.`,
              confirmLabel: 'Ban',
              run: () => void run(COMMANDS.ban, { userId }),
            })
          }
        >
          Ban
        </MenuItem>
      ) : null}
    </>
  )
}

/** Asks before what cannot be taken back. The dialog outlives the menu that it was opened from. */
export function useDestructive(): { ask: (action: Destructive) => void; dialog: ReactNode } {
  const [action, setAction] = useState<Destructive | null>(null)
  const [open, setOpen] = useState(false)
  const ask = (next: Destructive) => {
    setAction(next)
    setOpen(true)
  }
  const dialog = action ? (
    <AlertDialog
      open={open}
      onOpenChange={setOpen}
      title={action.title}
      description={action.description}
      confirmLabel={action.confirmLabel}
      onConfirm={action.run}
    />
  ) : null
  return { ask, dialog }
}
