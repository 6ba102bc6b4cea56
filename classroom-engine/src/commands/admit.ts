import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'
import { mustWait } from './mustWait.ts'

/** Lets one guest in. */
export const admit = handle(COMMANDS.admit, ({ room, session }, { userId }) => {
  if (room.state.admissions.get(userId) === 'admitted') return null
  mustWait(room, userId)
  room.append({ kind: 'peer', actor: userId, payload: { type: 'admitted', by: session.userId } })
  return null
})
