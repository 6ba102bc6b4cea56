import { COMMANDS } from '@lectern/protocol'
import { Hands } from '../stage/Hands.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { stageOf } from './stageOf.ts'

/** Raises or lowers one's own hand. */
export const raiseHand = handle(COMMANDS.raiseHand, ({ room, session: { userId }, now }, { raised }) => {
  changeStage(room, userId, (stage) => {
    const hands = new Hands(stage)
    if (raised) hands.raise(userId, now)
    else hands.lower(userId)
  })
  return { position: new Hands(stageOf(room)).position(userId) }
})
