import type { LiveSession } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { isUniqueViolation } from '../support/isUniqueViolation.ts'

const TRIES = 3

/**
 * Takes a course's one live place. While a class of the course is live the answer is that one, also when two people
 * start at the same moment: the unique column `liveCourseId` settles it.
 *
 * @param start makes a class live; gives null where that class is not to be started any more
 */
export async function goLive(
  { db }: Context,
  courseId: string,
  start: () => Promise<LiveSession | null | undefined>,
): Promise<LiveSession> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const live = await db.liveSession.findUnique({ where: { liveCourseId: courseId } })
    if (live) return live
    try {
      const started = await start()
      if (!started) break
      return started
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
    }
  }
  throw new LecternError('CONFLICT', 'This class was changed at the same moment. Look again.')
}
