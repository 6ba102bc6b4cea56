import type { Course, LiveSession, Recording } from '@lectern/prisma'

const DAY_MS = 24 * 60 * 60 * 1000

export interface Kept {
  recording: Pick<Recording, 'keptUntil'>
  session: Pick<LiveSession, 'endedAt'>
  course: Pick<Course, 'retentionDays'>
}

/** When a recording is deleted: what was said of it goes before what holds for its course. Null: never. */
export function keptUntil({ recording, session, course }: Kept): Date | null {
  if (recording.keptUntil) return recording.keptUntil
  if (course.retentionDays === null || !session.endedAt) return null
  return new Date(session.endedAt.getTime() + course.retentionDays * DAY_MS)
}
