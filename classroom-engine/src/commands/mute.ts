import { COMMANDS } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { muteMicrophone } from './muteMicrophone.ts'
import { personBelow } from './personBelow.ts'

/** Mutes one person, who can unmute unless it is locked too. */
export const mute = handle(COMMANDS.mute, (context, { userId, lock }) => {
  const { room, session } = context
  const locked = personBelow(context, userId).microphoneLocked || lock
  changeStage(room, session.userId, (stage) => stage.people.update(userId, { microphoneLocked: locked }))
  muteMicrophone(context, userId, locked)
  return null
})
