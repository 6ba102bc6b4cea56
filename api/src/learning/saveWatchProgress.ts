import { createHash } from 'node:crypto'
import type { Prisma } from '@lectern/prisma'
import { z } from 'zod'
import type { Context } from '../context.ts'
import type { WatchProgress } from '../generated/resolvers.ts'
import { watchedRecording } from '../recordings/access.ts'
import { parseInput } from '../support/parseInput.ts'
import { requireViewer } from '../viewer.ts'
import { shownSpans } from './outline.ts'
import { hasSlice, MAX_SLICES, slicesOf, watchedOf, withSlices } from './slices.ts'

const Progress = z.object({
  recordingId: z.string(),
  positionSeconds: z.number().min(0).max(86_400),
  /** An hour at double speed, which somebody may have watched without a connection. */
  slices: z.array(z.number().int().min(0).max(MAX_SLICES)).max(1440, 'Tell of at most 1,440 slices at once.'),
})

interface Stored {
  slices: Uint8Array
  completed: boolean
  last_told: string | null
}

/** Takes what somebody played since the last time. Told again, it counts once. */
export async function saveWatchProgress(ctx: Context, args: unknown): Promise<WatchProgress> {
  const viewer = requireViewer(ctx)
  const { recordingId, positionSeconds, slices } = parseInput(Progress, args)
  const { recording } = await watchedRecording(ctx, recordingId)
  ctx.learningLimits.progress.take(`${viewer.id} ${recordingId}`)
  const shown = shownSpans(recording, await ctx.loaders.recordingSearch.load(recordingId))
  const known = new Set(slicesOf(shown))
  // While class goes on, nobody knows yet how long it lasts.
  const isThere = (slice: number) => recording.durationMs === null || known.has(slice)
  const played = slices.filter(isThere)
  const where = { recordingId, userId: viewer.id }
  const told = createHash('sha256')
    .update(JSON.stringify([positionSeconds, slices]))
    .digest('base64url')

  return ctx.db.$transaction(async (tx) => {
    const before = await locked(tx, where)
    const repeated = before.last_told === told
    const set = withSlices(before.slices, played)
    const { watchedShare, completed } = watchedOf(set, shown)
    const now = { watchedShare, completed: completed || before.completed }
    if (!repeated) {
      const positionMs = Math.round(positionSeconds * 1000)
      await tx.watchProgress.update({
        where: { recordingId_userId: where },
        data: { positionMs, slices: Uint8Array.from(set), lastTold: told, ...now },
      })
      await addHeat(tx, recordingId, played, before.slices)
    }
    return { positionSeconds, ...now }
  })
}

/** The person's row, made where there is none, and held, so that of two at once one waits. */
async function locked(tx: Prisma.TransactionClient, where: { recordingId: string; userId: string }): Promise<Stored> {
  await tx.watchProgress.createMany({ data: { ...where, slices: new Uint8Array() }, skipDuplicates: true })
  const [row] = await tx.$queryRaw<[Stored]>`
    SELECT slices, completed, last_told FROM watch_progress
    WHERE recording_id = ${where.recordingId}::uuid AND user_id = ${where.userId}::uuid FOR UPDATE`
  return row
}

async function addHeat(tx: Prisma.TransactionClient, id: string, played: number[], before: Uint8Array): Promise<void> {
  const views = new Map<number, number>()
  for (const slice of played) views.set(slice, (views.get(slice) ?? 0) + 1)
  // In one order for everybody, so that no two wait for each other.
  const rows = [...views].sort(([a], [b]) => a - b)
  const numbers = rows.map(([slice]) => slice)
  const people = numbers.map((slice) => (hasSlice(before, slice) ? 0 : 1))
  const counts = rows.map(([, count]) => count)
  await tx.$executeRaw`
    INSERT INTO heat_slices (recording_id, slice, "unique", views)
    SELECT ${id}::uuid, slice, people, count
    FROM unnest(${numbers}::int[], ${people}::int[], ${counts}::int[]) AS played (slice, people, count)
    ON CONFLICT (recording_id, slice) DO UPDATE
    SET "unique" = heat_slices."unique" + excluded."unique", views = heat_slices.views + excluded.views`
}
