import type { Course } from '@lectern/prisma'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { taughtCourse } from '../courses/access.ts'
import { parseInput } from '../support/parseInput.ts'

const Retention = z.object({
  days: z
    .number()
    .int()
    .min(1, 'Recordings are kept for a day at least.')
    .max(3650, 'Choose ten years at most, or no limit.')
    .nullish(),
})

/** For how long after class the recordings of a course are kept. */
export async function setCourseRetention(
  ctx: Context,
  { courseSlug, ...given }: { courseSlug: string; days?: number | null },
): Promise<Course> {
  const { id } = await taughtCourse(ctx, courseSlug)
  const { days } = parseInput(Retention, given)
  return ctx.db.course.update({ where: { id }, data: { retentionDays: days ?? null } })
}
