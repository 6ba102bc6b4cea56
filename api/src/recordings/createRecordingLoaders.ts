import type { Course, Database, LiveSession, Recording } from '@lectern/prisma'
import DataLoader from 'dataloader'
import { inOrderOf } from '../support/inOrderOf.ts'

const PER_COURSE = 100

/** A recording with what it is of. */
export interface RecordingOf {
  recording: Recording
  session: LiveSession
  course: Course
}

const WITH_COURSE = { session: { include: { course: true } } } as const

/** Ids of the latest recordings of each course: one query, however many courses there are. */
async function latestIds(db: Database, courseIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM unnest(${courseIds}::uuid[]) AS course(id)
    CROSS JOIN LATERAL (
      SELECT recordings.id FROM recordings JOIN live_sessions ON live_sessions.id = recordings.id
      WHERE course_id = course.id AND deleted_at IS NULL
      ORDER BY recordings.id DESC LIMIT ${PER_COURSE}
    ) AS r`
  return rows.map(({ id }) => id)
}

async function ofIds(db: Database, ids: readonly string[]): Promise<RecordingOf[]> {
  const where = { id: { in: [...ids] }, deletedAt: null }
  const rows = await db.recording.findMany({ where, include: WITH_COURSE, orderBy: { id: 'desc' } })
  return rows.map(({ session: { course, ...session }, ...recording }) => ({ recording, session, course }))
}

export const createRecordingLoaders = (db: Database) => ({
  /** By id; null also where it was deleted. */
  recording: new DataLoader<string, RecordingOf | null>(async (ids) =>
    inOrderOf(ids, await ofIds(db, ids), ({ recording }) => recording.id),
  ),
  /** By course id, latest first. */
  recordingsOfCourse: new DataLoader<string, RecordingOf[]>(async (courseIds) => {
    const all = await ofIds(db, await latestIds(db, courseIds))
    return courseIds.map((id) => all.filter(({ course }) => course.id === id))
  }),
})
