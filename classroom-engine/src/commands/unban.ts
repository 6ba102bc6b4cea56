import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'

/** Lets a person in again who was removed or banned; again is fine. */
export const unban = handle(COMMANDS.unban, ({ room, session }, { userId }) => {
  if (!room.state.banned.has(userId) && !room.state.removed.has(userId)) return null
  room.append({ kind: 'peer', actor: userId, payload: { type: 'unbanned', by: session.userId } })
  return null
})
