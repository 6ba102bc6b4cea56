import { COMMANDS } from '@lectern/protocol'
import { chatOf } from './chatOf.ts'
import { handle } from './handle.ts'
import { stageOf } from './stageOf.ts'
import { typingOf } from './typingOf.ts'

/** Puts a message, or a reply, into the class chat. */
export const sendChat = handle(COMMANDS.sendChat, ({ room, session, standing, now }, { id, text, replyTo }) => {
  const { userId } = session
  // Whoever is in class is on the stage.
  const { name, hue } = stageOf(room).people.get(userId)!
  const author = { userId, name, hue, role: standing.role }
  const sent = chatOf(room, userId).send({ id, author, text, replyTo: replyTo ?? null, at: now })
  typingOf(room).set(userId, null, false)
  return sent
})
