import { COMMANDS } from '@lectern/protocol'
import { handleAsync } from './handle.ts'

/** Ends the class for all; the room closes every connection once that is durable. */
export const endClass = handleAsync(COMMANDS.endClass, async ({ room, session }) => {
  await room.end(session.userId)
  return null
})
