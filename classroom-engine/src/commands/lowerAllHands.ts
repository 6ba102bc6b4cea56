import { COMMANDS } from '@lectern/protocol'
import { Hands } from '../stage/Hands.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { mayActOn } from './mayActOn.ts'
import { stageOf } from './stageOf.ts'

/** Lowers every hand that the caller could lower one by one. */
export const lowerAllHands = handle(COMMANDS.lowerAllHands, (context) => {
  const { room, session } = context
  const raised = stageOf(room).hands.ids()
  const lowered = raised.filter((userId) => userId === session.userId || mayActOn(context, userId))
  changeStage(room, session.userId, (stage) => {
    for (const userId of lowered) new Hands(stage).lower(userId)
  })
  return null
})
