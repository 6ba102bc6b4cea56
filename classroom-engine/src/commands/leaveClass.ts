import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'

/** Leaves the class, or the waiting room. Again is fine. */
export const leaveClass = handle(COMMANDS.leaveClass, ({ room, session }) => {
  room.leave(session)
  return null
})
