import type { Prisma } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import type { JobRunner } from '../jobs/JobRunner.ts'
import { taughtSession } from '../sessions/access.ts'
import { recordingNotFound } from './access.ts'

/** Deletes a recording for good: from now on it is nowhere to be seen, and what is in the store goes in the background. */
export async function deleteRecording(ctx: Context, { id }: { id: string }): Promise<boolean> {
  const row = await taughtRow(ctx, id)
  if (row.deletedAt) return true
  if (row.session.state === 'LIVE')
    throw new LecternError('CONFLICT', 'End the class first, then delete its recording.')
  await ctx.db.$transaction((tx) => forget(tx, ctx.jobs, id))
  ctx.jobs.wake()
  return true
}

/** A recording that the viewer teaches, also a deleted one. Others are told what they would be told of the class. */
async function taughtRow(ctx: Context, id: string) {
  const { session } = await taughtSession(ctx, id).catch((error: unknown) => {
    throw error instanceof LecternError && error.code === 'ROOM_NOT_FOUND' ? recordingNotFound() : error
  })
  const row = await ctx.db.recording.findUnique({ where: { id } })
  if (!row) throw recordingNotFound()
  return { ...row, session }
}

/**
 * Leaves nothing of a recording in the database but that it was deleted, and what the video library must still be rid of.
 * Whatever hangs on the row goes with it.
 */
export async function forget(tx: Prisma.TransactionClient, jobs: JobRunner, id: string): Promise<void> {
  const select = { recordingId: true, track: true, uploadId: true, assetId: true } as const
  const tracks = await tx.recordingTrack.findMany({ where: { recordingId: id }, select })
  const row = await tx.recording.findUnique({ where: { id, deletedAt: null } })
  const { count } = await tx.recording.deleteMany({ where: { id, deletedAt: null } })
  if (!row || count === 0) return
  await tx.recording.create({ data: { id, deletedAt: new Date(), sealedAt: row.sealedAt } })
  await tx.recordingTrack.createMany({ data: tracks })
  await jobs.tell('recording.deleted', id, { tx })
}
