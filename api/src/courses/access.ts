import type { Course } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { requireViewer, type Viewer } from '../viewer.ts'

/** Whether somebody may edit a course and run its classes: its instructor, while still one, and admins. */
export function teaches(viewer: Viewer | null, course: Pick<Course, 'instructorId'>): boolean {
  if (!viewer || viewer.role === 'STUDENT') return false
  return viewer.role === 'ADMIN' || viewer.id === course.instructorId
}

/** Whether somebody may know that a course exists. */
export async function seesCourse({ viewer, loaders }: Context, course: Course): Promise<boolean> {
  if (course.published || teaches(viewer, course)) return true
  return viewer !== null && (viewer.id === course.instructorId || loaders.viewerIsEnrolled.load(course.id))
}

const courseNotFound = () => new LecternError('NOT_FOUND', 'There is no such course.')

/** A course by its address. Throws `NOT_FOUND` also where it must stay hidden from the viewer. */
export async function visibleCourse(ctx: Context, slug: string): Promise<Course> {
  const course = await ctx.loaders.courseBySlug.load(slug)
  if (!course || !(await seesCourse(ctx, course))) throw courseNotFound()
  return course
}

/** A course that the viewer teaches. */
export async function taughtCourse(ctx: Context, slug: string): Promise<Course> {
  const viewer = requireViewer(ctx)
  const course = await visibleCourse(ctx, slug)
  if (!teaches(viewer, course)) throw new LecternError('NOT_ALLOWED', 'Only the instructor of this course can do this.')
  return course
}
