import { COMMANDS, type Grant } from '@lectern/protocol'
import type { Stage } from '../stage/Stage.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { mustHoldGrant } from './mustHoldGrant.ts'
import { students } from './students.ts'
import { withGrant } from './withGrant.ts'

/** Gives all students a right, or takes it back: those here, those who come back and those who come later. Rule [RO3]. */
export const setGrantForAll = handle(COMMANDS.setGrantForAll, (context, { grant, on }) => {
  const { room, session } = context
  mustHoldGrant(context, grant)
  const changed: string[] = []
  changeStage(room, session.userId, (stage) => changed.push(...grantToAll(stage, grant, on)))
  for (const userId of changed) room.media?.rightsChanged(userId)
  return null
})

/** Gives the user ids of those whom it changed. */
function grantToAll(stage: Stage, grant: Grant, on: boolean): string[] {
  stage.set({ defaultGrants: withGrant(stage.get('defaultGrants'), grant, on) })
  const changed = students(stage).filter(([userId, { grants }]) =>
    stage.people.update(userId, { grants: withGrant(grants, grant, on) }),
  )
  return changed.map(([userId]) => userId)
}
