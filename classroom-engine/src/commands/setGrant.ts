import { COMMANDS } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { mustHoldGrant } from './mustHoldGrant.ts'
import { personBelow } from './personBelow.ts'
import { withGrant } from './withGrant.ts'

/** Gives one person a right, or takes it back. */
export const setGrant = handle(COMMANDS.setGrant, (context, { userId, grant, on }) => {
  const { room, session } = context
  const grants = withGrant(personBelow(context, userId).grants, grant, on)
  mustHoldGrant(context, grant)
  changeStage(room, session.userId, (stage) => stage.people.update(userId, { grants }))
  room.media?.rightsChanged(userId)
  return null
})
