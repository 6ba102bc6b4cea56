import { LecternError, type StagePoll } from '@lectern/protocol'
import type { Classroom } from '../room/Classroom.ts'
import { stageOf } from './stageOf.ts'

/** A poll of the room. Throws NOT_FOUND. */
export function pollOf(room: Classroom, id: string): Readonly<StagePoll> {
  const poll = stageOf(room).polls.get(id)
  if (!poll) throw new LecternError('NOT_FOUND', 'This poll is not there any more.', { field: 'id' })
  return poll
}
