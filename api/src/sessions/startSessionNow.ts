import { z } from 'zod'
import type { Context } from '../context.ts'
import { taughtCourse } from '../courses/access.ts'
import { parseInput } from '../support/parseInput.ts'
import { SessionTitle } from './fields.ts'
import { goLive } from './goLive.ts'

const StartSessionNow = z.object({ title: SessionTitle.nullish() })
const DURATION_MINUTES = 60

interface Args {
  courseSlug: string
  title?: string | null
}

export async function startSessionNow(ctx: Context, { courseSlug, title: given }: Args) {
  const course = await taughtCourse(ctx, courseSlug)
  const { title } = parseInput(StartSessionNow, { title: given })
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
      },
    }),
  )
}
