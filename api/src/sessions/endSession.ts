import type { LiveSession } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { SEALING } from '../recordings/sealing.ts'
import { taughtSession } from './access.ts'

const ENDED = { state: 'ENDED', liveCourseId: null } as const

/** Ends a class for all. The engine is told in the background, for as long as it takes. */
export async function endSession(ctx: Context, { id }: { id: string }): Promise<LiveSession> {
  const { session } = await taughtSession(ctx, id)
  if (session.state === 'ENDED') return session
  const ended = await ctx.db.$transaction(async (tx) => {
    const where = { id, state: 'LIVE' } as const
    const [row] = await tx.liveSession.updateManyAndReturn({ where, data: { ...ENDED, endedAt: new Date() } })
    if (!row) return
    await tx.roomEnding.createMany({ data: { sessionId: id }, skipDuplicates: true })
    await ctx.jobs.ask(SEALING, id, { tx })
    return row
  })
  if (!ended) throw new LecternError('CONFLICT', 'This class is not live. Look again.')
  ctx.roomEnder.wake()
  ctx.jobs.wake()
  return ended
}
