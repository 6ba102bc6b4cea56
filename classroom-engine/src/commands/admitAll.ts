import { COMMANDS } from '@lectern/protocol'
import { answerWaiting } from './answerWaiting.ts'
import { handle } from './handle.ts'

/** Lets everybody in who waits now. */
export const admitAll = handle(COMMANDS.admitAll, ({ room, session }) => ({
  admitted: answerWaiting(room, 'admitted', session.userId),
}))
