import type { Context } from '../context.ts'
import type { Viewer } from '../viewer.ts'

const MINUTE = 60_000
/** How long after its planned end a class that nobody started is still shown. */
const KEPT_MS = 120 * MINUTE
const LONGEST_MS = 480 * MINUTE
const AT_MOST = 50

const ofMine = ({ id }: Viewer) => ({
  course: { OR: [{ instructorId: id }, { enrolments: { some: { userId: id } } }] },
})

export async function nextClasses({ db }: Context, viewer: Viewer) {
  const now = Date.now()
  const planned = await db.liveSession.findMany({
    where: { ...ofMine(viewer), state: 'SCHEDULED', startsAt: { gt: new Date(now - LONGEST_MS - KEPT_MS) } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: AT_MOST * 2,
  })
  const isToCome = (row: (typeof planned)[number]) =>
    row.startsAt.getTime() + row.durationMinutes * MINUTE + KEPT_MS > now
  return planned.filter(isToCome).slice(0, AT_MOST)
}

export const liveClasses = ({ db }: Context, viewer: Viewer) =>
  db.liveSession.findMany({
    where: { ...ofMine(viewer), state: 'LIVE' },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    take: AT_MOST,
  })

export const pastClasses = ({ db }: Context, viewer: Viewer) =>
  db.liveSession.findMany({
    where: { ...ofMine(viewer), state: 'ENDED' },
    orderBy: [{ endedAt: 'desc' }, { id: 'desc' }],
    take: AT_MOST,
  })

export const taughtCourses = ({ db }: Context, { id }: Viewer) =>
  db.course.findMany({ where: { instructorId: id }, orderBy: { id: 'desc' }, take: 200 })

export const enrolledCourses = ({ db }: Context, { id }: Viewer) =>
  db.course.findMany({ where: { enrolments: { some: { userId: id } } }, orderBy: { id: 'desc' }, take: 200 })
