import { COMMANDS } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { muteMicrophone } from './muteMicrophone.ts'
import { personBelow } from './personBelow.ts'

/** Mutes one person, who can unmute unless it is locked too. */
export const mute = handle(COMMANDS.mute, (context, { userId, lock }) => {
  const { room, session } = context
  personBelow(context, userId)
  if (lock) changeStage(room, session.userId, (stage) => stage.people.update(userId, { microphoneLocked: true }))
  muteMicrophone(context, userId)
  return null
})
