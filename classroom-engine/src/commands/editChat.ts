import { COMMANDS } from '@lectern/protocol'
import { chatOf } from './chatOf.ts'
import { handle } from './handle.ts'

/** Changes the text of one's own message. */
export const editChat = handle(COMMANDS.editChat, ({ room, session, now }, { id, text }) => {
  chatOf(room, session.userId).edit(id, session.userId, text, now)
  return null
})
