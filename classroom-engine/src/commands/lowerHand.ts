import { COMMANDS } from '@lectern/protocol'
import { Hands } from '../stage/Hands.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { personBelow } from './personBelow.ts'

/** Lowers the hand of somebody else, or one's own. */
export const lowerHand = handle(COMMANDS.lowerHand, (context, { userId }) => {
  const { room, session } = context
  if (userId !== session.userId) personBelow(context, userId)
  changeStage(room, session.userId, (stage) => new Hands(stage).lower(userId))
  return null
})
