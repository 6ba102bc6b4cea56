import { type Database, type LiveSession, Prisma, type SessionState } from '@lectern/prisma'
import DataLoader from 'dataloader'
import { inOrderOf } from '../support/inOrderOf.ts'

const PER_COURSE = 100

interface Asked {
  courseId: string
  /** Null for what is planned or live. */
  state: SessionState | null
}

const isOver = (state: SessionState | null) => state === 'ENDED' || state === 'CANCELLED'

/** Ids of the first classes of each course: one query, however many courses and classes there are. */
async function firstIds(db: Database, courseIds: string[], state: SessionState | null): Promise<string[]> {
  const states = state ? [state] : ['SCHEDULED', 'LIVE']
  const order = isOver(state) ? Prisma.sql`starts_at DESC, id DESC` : Prisma.sql`starts_at, id`
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM unnest(${courseIds}::uuid[]) AS course(id)
    CROSS JOIN LATERAL (
      SELECT id FROM live_sessions
      WHERE course_id = course.id AND state = ANY(${states}::session_state[])
      ORDER BY ${order} LIMIT ${PER_COURSE}
    ) AS s`
  return rows.map(({ id }) => id)
}

async function ofState(db: Database, courseIds: string[], state: SessionState | null): Promise<LiveSession[]> {
  const direction = isOver(state) ? 'desc' : 'asc'
  return db.liveSession.findMany({
    where: { id: { in: await firstIds(db, courseIds, state) } },
    orderBy: [{ startsAt: direction }, { id: direction }],
  })
}

async function sessionsOf(db: Database, asked: readonly Asked[]): Promise<LiveSession[][]> {
  const states = [...new Set(asked.map(({ state }) => state))]
  const found = new Map<SessionState | null, LiveSession[]>()
  for (const state of states) {
    const courseIds = asked.filter((each) => each.state === state).map(({ courseId }) => courseId)
    found.set(state, await ofState(db, courseIds, state))
  }
  return asked.map(({ courseId, state }) => found.get(state)?.filter((row) => row.courseId === courseId) ?? [])
}

export const createSessionLoaders = (db: Database) => ({
  /** By course and state. */
  sessions: new DataLoader<Asked, LiveSession[], string>((asked) => sessionsOf(db, asked), {
    cacheKeyFn: ({ courseId, state }) => `${courseId} ${state}`,
  }),
  /** By course id. */
  liveSession: new DataLoader<string, LiveSession | null>(async (courseIds) => {
    const where = { liveCourseId: { in: [...courseIds] } }
    return inOrderOf(courseIds, await db.liveSession.findMany({ where }), ({ courseId }) => courseId)
  }),
})
