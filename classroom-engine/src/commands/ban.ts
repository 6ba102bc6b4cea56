import { COMMANDS } from '@lectern/protocol'
import { handle } from './handle.ts'
import { personBelow } from './personBelow.ts'
import { putOut } from './putOut.ts'

/** Puts a person out of this room for as long as the room lasts, also one who waits. */
export const ban = handle(COMMANDS.ban, (context, { userId }) => {
  const { room } = context
  const waits = room.waiting().some((each) => each.userId === userId)
  if (!waits) personBelow(context, userId)
  if (!room.state.banned.has(userId)) putOut(context, userId, 'banned')
  return null
})
