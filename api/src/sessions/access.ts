import type { Course, LiveSession } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { seesCourse, teaches } from '../courses/access.ts'
import { isUuid } from '../support/isUuid.ts'
import { requireViewer } from '../viewer.ts'

export const classNotFound = () => new LecternError('ROOM_NOT_FOUND')

interface Found {
  session: LiveSession
  course: Course
}

async function find({ db }: Context, id: string): Promise<Found | null> {
  if (!isUuid(id)) return null
  const found = await db.liveSession.findUnique({ where: { id }, include: { course: true } })
  if (!found) return null
  const { course, ...session } = found
  return { session, course }
}

/** A class that the viewer may know of; null where there is none. */
export async function seenSession(ctx: Context, id: string): Promise<Found | null> {
  const found = await find(ctx, id)
  return found && (await seesCourse(ctx, found.course)) ? found : null
}

/** A class by its id alone, which is what a guest has; null where there is none. */
export const linkedSession = (ctx: Context, id: string): Promise<Found | null> => find(ctx, id)

/** A class that the viewer teaches. */
export async function taughtSession(ctx: Context, id: string): Promise<Found> {
  const viewer = requireViewer(ctx)
  const found = await seenSession(ctx, id)
  if (!found) throw classNotFound()
  if (!teaches(viewer, found.course)) {
    throw new LecternError('NOT_ALLOWED', 'Only the instructor of this course can do this.')
  }
  return found
}
