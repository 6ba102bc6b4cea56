import type { Course, LiveSession } from '@lectern/prisma'
import type { Context } from '../context.ts'
import { teaches } from '../courses/access.ts'

export async function viewerCanJoin({ viewer, loaders }: Context, { state, courseId }: LiveSession): Promise<boolean> {
  if (!viewer || state !== 'LIVE') return false
  const course = (await loaders.courseById.load(courseId)) as Course
  return teaches(viewer, course) || loaders.viewerIsEnrolled.load(courseId)
}
