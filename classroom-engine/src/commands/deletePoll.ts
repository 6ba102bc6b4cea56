import { COMMANDS } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'

/** Takes a poll and its results away; again is fine. */
export const deletePoll = handle(COMMANDS.deletePoll, ({ room, session }, { id }) => {
  changeStage(room, session.userId, (stage) => stage.polls.delete(id))
  return null
})
