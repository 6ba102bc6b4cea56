import { COMMANDS, LecternError } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { personBelow } from './personBelow.ts'
import { stageOf } from './stageOf.ts'

/** Lets a person unmute again who was muted with a lock. */
export const unlockMicrophone = handle(COMMANDS.unlockMicrophone, (context, { userId }) => {
  const { room, session } = context
  const { role } = personBelow(context, userId)
  if (role === 'student' && stageOf(room).get('locks').microphone) {
    throw new LecternError('CONFLICT', 'Microphones are locked for all students. Open that lock first.')
  }
  changeStage(room, session.userId, (stage) => stage.people.update(userId, { microphoneLocked: false }))
  return null
})
