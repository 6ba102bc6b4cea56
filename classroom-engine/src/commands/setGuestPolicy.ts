import { COMMANDS } from '@lectern/protocol'
import { answerWaiting } from './answerWaiting.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'

/** What guests meet from now on; who waits already is let in by `open` and sent away by `deny`. */
export const setGuestPolicy = handle(COMMANDS.setGuestPolicy, ({ room, session }, { policy }) => {
  changeStage(room, session.userId, (stage) => stage.set({ guestPolicy: policy }))
  if (policy === 'open') answerWaiting(room, 'admitted', session.userId)
  if (policy === 'deny') answerWaiting(room, 'denied', session.userId)
  return null
})
