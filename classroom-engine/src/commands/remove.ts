import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'
import { personBelow } from './personBelow.ts'
import { putOut } from './putOut.ts'

/** Puts a person out of this class. */
export const remove = handle(COMMANDS.remove, (context, { userId }) => {
  personBelow(context, userId)
  if (!context.room.state.removed.has(userId)) putOut(context, userId, 'removed')
  return null
})
