import { z } from 'zod'
import type { Context } from '../context.ts'
import { taughtCourse } from '../courses/access.ts'
import { parseInput } from '../support/parseInput.ts'
import { RecordPolicy, SessionTitle } from './fields.ts'
import { goLive } from './goLive.ts'

const StartSessionNow = z.object({
  title: SessionTitle.nullish(),
  autoRecord: z.boolean().nullish(),
  recordPolicy: RecordPolicy.nullish(),
})
const DURATION_MINUTES = 60

interface Args {
  courseSlug: string
}

export async function startSessionNow(ctx: Context, { courseSlug, ...given }: Args) {
  const course = await taughtCourse(ctx, courseSlug)
  const { title, autoRecord, recordPolicy } = parseInput(StartSessionNow, given)
  const now = new Date()
  return goLive(ctx, course.id, () =>
    ctx.db.liveSession.create({
      data: {
        courseId: course.id,
        liveCourseId: course.id,
        title: title ?? course.title,
        state: 'LIVE',
        startsAt: now,
        startedAt: now,
        durationMinutes: DURATION_MINUTES,
        autoRecord: autoRecord ?? undefined,
        recordPolicy: recordPolicy ?? undefined,
      },
    }),
  )
}
