import type { Recording } from '@lectern/prisma'
import type { Context } from '../context.ts'
import { taughtRecording } from '../recordings/access.ts'
import { APPLYING } from '../recordings/applying.ts'
import { SEALING } from '../recordings/sealing.ts'
import { dropTrack } from './changeTrack.ts'
import { PUBLISH_VIDEO } from './publishVideo.ts'

/** Tries again what of a recording failed: its end, an edit, its way to the video library. What is well is left alone. */
export async function retryRecording(ctx: Context, { id }: { id: string }): Promise<Recording> {
  const { recording } = await taughtRecording(ctx, id)
  if (recording.state === 'FAILED') await ctx.jobs.ask(SEALING, id)
  if (recording.editState === 'FAILED') await applyAgain(ctx, id)
  if (recording.videoState === 'FAILED') await bringAgain(ctx, id)
  return ctx.db.recording.findUniqueOrThrow({ where: { id } })
}

async function applyAgain({ db, jobs }: Context, id: string): Promise<void> {
  await db.recording.updateMany({ where: { id, editState: 'FAILED' }, data: { editState: 'APPLYING', editPercent: 0 } })
  await jobs.ask(APPLYING, id)
}

/** What failed is given up at the library and begins anew. */
async function bringAgain({ db, jobs, video }: Context, id: string): Promise<void> {
  for (const row of await db.recordingTrack.findMany({ where: { recordingId: id, state: 'FAILED' } })) {
    await video.library.remove(row)
    await dropTrack(db, row)
  }
  await jobs.ask(PUBLISH_VIDEO, id)
}
