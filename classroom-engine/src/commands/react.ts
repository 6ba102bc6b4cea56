import { COMMANDS } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'

/** Shows a reaction over one's tile for a moment. */
export const react = handle(COMMANDS.react, ({ room, session: { userId }, now }, { kind }) => {
  changeStage(room, userId, (stage) => stage.reactions.set(userId, { kind, at: now }))
  return null
})
