import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { taughtSession } from './access.ts'
import { goLive } from './goLive.ts'

export async function startSession(ctx: Context, { id }: { id: string }) {
  const { session } = await taughtSession(ctx, id)
  if (session.state === 'LIVE') return session
  if (session.state === 'ENDED') throw new LecternError('CLASS_ENDED')
  if (session.state === 'CANCELLED') throw new LecternError('CLASS_ENDED', 'This class was cancelled.')
  const { courseId } = session
  return goLive(ctx, courseId, async () => {
    const data = { state: 'LIVE', startedAt: new Date(), liveCourseId: courseId } as const
    const [started] = await ctx.db.liveSession.updateManyAndReturn({ where: { id, state: 'SCHEDULED' }, data })
    return started
  })
}
