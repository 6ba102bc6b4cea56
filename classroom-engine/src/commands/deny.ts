import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'
import { mustWait } from './mustWait.ts'

/** Sends one guest away from the waiting room. */
export const deny = handle(COMMANDS.deny, ({ room, session }, { userId }) => {
  if (room.state.admissions.get(userId) === 'denied') return null
  mustWait(room, userId)
  room.append({ kind: 'peer', actor: userId, payload: { type: 'denied', by: session.userId } })
  return null
})
