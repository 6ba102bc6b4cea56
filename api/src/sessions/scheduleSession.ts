import { z } from 'zod'
import type { Context } from '../context.ts'
import { taughtCourse } from '../courses/access.ts'
import { parseInput } from '../support/parseInput.ts'
import { DurationMinutes, GuestPolicy, RecordPolicy, SessionTitle, StartsAt } from './fields.ts'

const ScheduleSession = z.object({
  title: SessionTitle,
  startsAt: StartsAt,
  durationMinutes: DurationMinutes.nullish().transform((minutes) => minutes ?? 60),
  guestPolicy: GuestPolicy.nullish().transform((policy) => policy ?? 'ASK'),
  autoRecord: z
    .boolean()
    .nullish()
    .transform((auto) => auto ?? false),
  recordPolicy: RecordPolicy.nullish().transform((policy) => policy ?? 'EVERYONE'),
})

export async function scheduleSession(ctx: Context, { input }: { input: { courseSlug: string } }) {
  const { id: courseId } = await taughtCourse(ctx, input.courseSlug)
  const data = parseInput(ScheduleSession, input)
  return ctx.db.liveSession.create({ data: { ...data, courseId } })
}
