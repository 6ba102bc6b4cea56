import { COMMANDS, LecternError, may } from '@lectern/protocol'
import { handle } from './handle.ts'
import { stageOf } from './stageOf.ts'
import { typingOf } from './typingOf.ts'

/** Says that one types, in the class chat or to one person. Nothing of it is kept. */
export const typing = handle(COMMANDS.typing, ({ room, session, standing }, { typing: on, to }) => {
  if (to && !may(standing, 'chat:private')) throw new LecternError('LOCKED')
  if (to && !stageOf(room).people.has(to)) {
    throw new LecternError('NOT_FOUND', 'That person is not in this class.', { field: 'to' })
  }
  typingOf(room).set(session.userId, to ?? null, on)
  return null
})
