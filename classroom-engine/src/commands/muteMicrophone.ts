import type { CommandContext } from './handle.ts'

/** Pauses a person's microphone and tells the person's clients. `locked`: they cannot unmute. */
export function muteMicrophone({ room, session }: CommandContext, userId: string, locked: boolean): void {
  room.media?.muteMicrophone(userId)
  for (const each of room.sessionsOf(userId)) each.emit('people:muted', { by: session.userId, locked })
}
