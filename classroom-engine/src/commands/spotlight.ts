import { COMMANDS, LecternError } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'
import { stageOf } from './stageOf.ts'

/** Makes one person's picture large for everybody, or nobody's. It shows a person and changes nothing of theirs: rank is no matter. */
export const spotlight = handle(COMMANDS.spotlight, ({ room, session }, { userId }) => {
  if (userId !== null && (stageOf(room).people.get(userId)?.presence ?? 'away') === 'away') {
    throw new LecternError('NOT_FOUND', 'That person is not here.', { field: 'userId' })
  }
  changeStage(room, session.userId, (stage) => stage.set({ spotlight: userId }))
  return null
})
