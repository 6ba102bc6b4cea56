import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'

/** Ends the class for all; the room closes every connection once that is durable. */
export const endClass = handle(COMMANDS.endClass, ({ room, session }) => {
  room.end(session.userId)
  return null
})
