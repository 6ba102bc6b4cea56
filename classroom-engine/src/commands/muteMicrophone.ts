import type { CommandContext } from './handle.ts'
import { stageOf } from './stageOf.ts'

/** Pauses a person's microphone and tells the person's clients, also whether they can unmute. After the locks are set. */
export function muteMicrophone({ room, session }: CommandContext, userId: string): void {
  const stage = stageOf(room)
  const person = stage.people.get(userId)
  const locked =
    person?.microphoneLocked === true || (person?.role === 'student' && stage.get('locks').microphone === true)
  room.media?.muteMicrophone(userId)
  for (const each of room.sessionsOf(userId)) each.emit('people:muted', { by: session.userId, locked })
}
