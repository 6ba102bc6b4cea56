import { LecternError } from '@lectern/protocol'
import type { Classroom } from '../room/Classroom.ts'

/** Throws NOT_FOUND where the person is not in the waiting room. */
export function mustWait(room: Classroom, userId: string): void {
  if (room.waiting().some((each) => each.userId === userId)) return
  throw new LecternError('NOT_FOUND', 'That person is not waiting any more.', { field: 'userId' })
}
