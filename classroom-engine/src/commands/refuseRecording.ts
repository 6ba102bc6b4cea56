import { COMMANDS } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'

/** Refuses, or allows again, to be recorded oneself; it holds for the whole class. Rule [RE3]. */
export const refuseRecording = handle(
  COMMANDS.refuseRecording,
  ({ room, session: { userId } }, { refuse: refuses }) => {
    if ((room.state.refusals?.has(userId) ?? false) === refuses) return null
    room.append({ kind: 'peer', actor: userId, payload: { type: 'refusal', refuses } })
    changeStage(room, userId, (stage) => stage.people.update(userId, { refusesRecording: refuses }))
    return null
  },
)
