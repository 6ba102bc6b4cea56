import { COMMANDS } from '@lectern/protocol'
import { nextTimer } from '../stage/nextTimer.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { stageOf } from './stageOf.ts'

/** Starts, pauses, resumes or stops the timer that everybody sees. */
export const setTimer = handle(COMMANDS.setTimer, ({ room, session, now }, change) => {
  const timer = nextTimer(stageOf(room).get('timer'), change, now)
  changeStage(room, session.userId, (stage) => stage.set({ timer }))
  return null
})
