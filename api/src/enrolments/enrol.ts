import type { Course } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { visibleCourse } from '../courses/access.ts'
import { requireViewer } from '../viewer.ts'

export async function enrol(ctx: Context, { courseSlug }: { courseSlug: string }): Promise<Course> {
  const { id: userId } = requireViewer(ctx)
  const course = await visibleCourse(ctx, courseSlug)
  if (course.instructorId === userId) throw new LecternError('NOT_ALLOWED', 'You teach this course.')
  const mayEnrol = course.published || (await ctx.loaders.viewerIsEnrolled.load(course.id))
  if (!mayEnrol) throw new LecternError('NOT_ALLOWED', 'This course is not published.')
  await ctx.db.enrolment.createMany({ data: { courseId: course.id, userId }, skipDuplicates: true })
  forget(ctx, course)
  return course
}

/** Makes the fields of the answer see what was just written. */
export function forget({ loaders }: Context, { id }: Course): void {
  loaders.viewerIsEnrolled.clear(id)
  loaders.enrolmentCount.clear(id)
}
