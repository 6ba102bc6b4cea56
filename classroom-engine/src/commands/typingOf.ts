import { Typing, type TypingAudience } from '../chat/Typing.ts'
import type { Classroom } from '../room/Classroom.ts'

const ofRooms = new WeakMap<Classroom, Typing>()

/** Who types in the room. */
export function typingOf(room: Classroom): Typing {
  return ofRooms.get(room) ?? make(room)
}

function make(room: Classroom): Typing {
  const typing = new Typing((audience) => tell(room, typing, audience))
  ofRooms.set(room, typing)
  room.events.once('closed', () => typing.close())
  return typing
}

function tell(room: Classroom, typing: Typing, audience: TypingAudience): void {
  for (const session of room.sessions()) {
    if (audience === 'all' || audience.has(session.userId)) session.emit('chat:typing', typing.view(session.userId))
  }
}
