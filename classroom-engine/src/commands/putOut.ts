import { Hands } from '../stage/Hands.ts'
import { changeStage } from './changeStage.ts'
import type { CommandContext } from './handle.ts'

/** Puts a person out of the class; the room closes the person's connections on every door once it is durable. */
export function putOut({ room, session }: CommandContext, userId: string, how: 'removed' | 'banned'): void {
  changeStage(room, session.userId, (stage) => {
    new Hands(stage).lower(userId)
    if (stage.get('spotlight') === userId) stage.set({ spotlight: null })
  })
  room.append({ kind: 'peer', actor: userId, payload: { type: how, by: session.userId } })
  room.media?.removePerson(userId)
}
