import { type ChatMessage, COMMANDS, LecternError, may, RANK } from '@lectern/protocol'
import { chatOf } from './chatOf.ts'
import { type CommandContext, handle } from './handle.ts'
import { stageOf } from './stageOf.ts'

/** Takes a message away: one's own, or with `chat:moderate` that of somebody of a lower rank. */
export const deleteChat = handle(COMMANDS.deleteChat, (context, { id }) => {
  const { room, session } = context
  const chat = chatOf(room, session.userId)
  const message = chat.get(id)
  if (message.by === session.userId) chat.delete(id, 'author')
  else {
    mustModerate(context, message)
    chat.delete(id, 'staff')
  }
  return null
})

function mustModerate({ room, standing }: CommandContext, message: Readonly<ChatMessage>): void {
  if (!may(standing, 'chat:moderate')) {
    throw new LecternError('NOT_ALLOWED', 'You can delete only your own messages.', { field: 'id' })
  }
  const role = stageOf(room).people.get(message.by)?.role ?? message.role
  if (RANK[role] < RANK[standing.role]) return
  throw new LecternError('NOT_ALLOWED', 'You can delete only messages of people of a lower role.', { field: 'id' })
}
