import type { Course } from '@lectern/prisma'
import type { Context } from '../context.ts'
import { visibleCourse } from '../courses/access.ts'
import { requireViewer } from '../viewer.ts'
import { forget } from './enrol.ts'

export async function leaveCourse(ctx: Context, { courseSlug }: { courseSlug: string }): Promise<Course> {
  const { id: userId } = requireViewer(ctx)
  const course = await visibleCourse(ctx, courseSlug)
  await ctx.db.enrolment.deleteMany({ where: { courseId: course.id, userId } })
  forget(ctx, course)
  return course
}
