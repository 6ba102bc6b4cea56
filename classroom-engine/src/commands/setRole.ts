import { COMMANDS, Grant } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { personBelow } from './personBelow.ts'
import { stageOf } from './stageOf.ts'

/** Makes a student an assistant or an assistant a student, for the rest of this class. */
export const setRole = handle(COMMANDS.setRole, (context, { userId, role }) => {
  const { room, session } = context
  const person = personBelow(context, userId)
  if (person.role === role) return null
  room.append({ kind: 'peer', actor: userId, payload: { type: 'role', role, by: session.userId } })
  // Whoever becomes a student has at least what students have who come in.
  const defaults = role === 'student' ? stageOf(room).get('defaultGrants') : []
  const grants = Grant.options.filter((each) => person.grants.includes(each) || defaults.includes(each))
  changeStage(room, session.userId, (stage) => stage.people.update(userId, { role, grants }))
  room.media?.rightsChanged(userId)
  return null
})
