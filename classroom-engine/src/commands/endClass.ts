import { COMMANDS } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'

/** Ends the class for all; the room closes every connection once that is durable. */
export const endClass = handle(COMMANDS.endClass, ({ room, session, now }) => {
  changeStage(room, session.userId, (stage) => stage.set({ state: 'ended', endedAt: now }))
  room.append({ kind: 'mark', actor: session.userId, payload: { type: 'ended' } })
  return null
})
