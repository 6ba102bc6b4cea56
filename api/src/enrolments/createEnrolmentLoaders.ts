import type { Database } from '@lectern/prisma'
import DataLoader from 'dataloader'
import type { Viewer } from '../viewer.ts'

export const createEnrolmentLoaders = (db: Database, viewer: Viewer | null) => ({
  /** By course id. */
  viewerIsEnrolled: new DataLoader<string, boolean>(async (courseIds) => {
    if (!viewer) return courseIds.map(() => false)
    const where = { userId: viewer.id, courseId: { in: [...courseIds] } }
    const rows = await db.enrolment.findMany({ where, select: { courseId: true } })
    const enrolled = new Set(rows.map(({ courseId }) => courseId))
    return courseIds.map((id) => enrolled.has(id))
  }),
  /** By course id. */
  enrolmentCount: new DataLoader<string, number>(async (courseIds) => {
    const where = { courseId: { in: [...courseIds] } }
    const rows = await db.enrolment.groupBy({ by: ['courseId'], where, _count: true })
    const counts = new Map(rows.map(({ courseId, _count }) => [courseId, _count]))
    return courseIds.map((id) => counts.get(id) ?? 0)
  }),
})
