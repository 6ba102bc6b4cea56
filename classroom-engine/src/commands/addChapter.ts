import { COMMANDS, LecternError } from '@lectern/protocol'
import { handle } from './handle.ts'

/** The log is read whole by whoever opens the room: it does not grow without end. */
const MAX_CHAPTERS = 200

/** Marks this moment in the recording. Rule [RE11]. */
export const addChapter = handle(COMMANDS.addChapter, ({ room, session: { userId } }, { id, title }) => {
  const chapters = room.state.chapters ?? new Map()
  const by = chapters.get(id)
  if (by === userId) return null
  if (by !== undefined) {
    throw new LecternError('CONFLICT', 'There is a chapter with this id. Add yours under a new one.', { field: 'id' })
  }
  if (chapters.size >= MAX_CHAPTERS) {
    throw new LecternError('TOO_LARGE', `The class has ${MAX_CHAPTERS} chapters. It takes no more.`)
  }
  room.append({ kind: 'mark', actor: userId, payload: { type: 'chapter', id, title } })
  return null
})
