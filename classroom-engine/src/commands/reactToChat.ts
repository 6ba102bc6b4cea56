import { COMMANDS } from '@lectern/protocol'
import { chatOf } from './chatOf.ts'
import { handle } from './handle.ts'

/** Puts one's reaction on a message or takes it back. */
export const reactToChat = handle(COMMANDS.reactToChat, ({ room, session }, { id, kind, on }) => {
  chatOf(room, session.userId).react(id, session.userId, kind, on)
  return null
})
