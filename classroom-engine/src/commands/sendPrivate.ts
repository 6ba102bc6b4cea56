import { COMMANDS, LecternError, may, type ParsedOf, type PrivateMessage } from '@lectern/protocol'
import type { Classroom } from '../room/Classroom.ts'
import { handleAsync } from './handle.ts'
import { stageOf } from './stageOf.ts'
import { typingOf } from './typingOf.ts'

type Input = ParsedOf<typeof COMMANDS.sendPrivate>

/** Sends a private message. It is told once it is durable, to every connection of its two people and to nobody else. */
export const sendPrivate = handleAsync(COMMANDS.sendPrivate, async ({ room, session: { userId } }, input) => {
  const { message, isNew } = await room.step(() => keep(room, userId, input))
  if (!isNew) return message
  for (const each of [message.from, message.to]) {
    for (const session of room.sessionsOf(each)) session.emit('chat:private', message)
  }
  return message
})

function keep(room: Classroom, from: string, { id, to, text }: Input): { message: PrivateMessage; isNew: boolean } {
  const sent = room.state.privateMessages.get(from)?.find((each) => each.id === id && each.from === from)
  if (sent) return { message: sent, isNew: false }
  mustReach(room, from, to)
  const message = { id, n: room.state.privateCount + 1, from, to, text, at: room.now }
  room.append({ kind: 'peer', actor: from, payload: { type: 'private', id, n: message.n, to, text } })
  typingOf(room).set(from, to, false)
  return { message, isNew: true }
}

function mustReach(room: Classroom, from: string, to: string): void {
  // It may have been locked since the dispatcher looked.
  if (!may(room.standing(from), 'chat:private')) throw new LecternError('LOCKED')
  if (to === from) throw new LecternError('BAD_REQUEST', 'You cannot write to yourself.', { field: 'to' })
  if (stageOf(room).people.has(to)) return
  throw new LecternError('NOT_FOUND', 'That person is not in this class.', { field: 'to' })
}
