import type { RecordingExport } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { taughtRecording } from '../recordings/access.ts'
import { EXPORT_FILM } from './exportFilm.ts'

/** Asks for a film of what is shown of a recording. Asked again, it answers the one that there is, or that is being made. */
export async function exportRecording(ctx: Context, { id }: { id: string }): Promise<RecordingExport> {
  const { recording } = await taughtRecording(ctx, id)
  if (!recording.sealedAt)
    throw new LecternError('NOT_PLAYABLE', 'The recording is still being made ready. Try again soon.')
  if (recording.editState === 'APPLYING') {
    throw new LecternError('NOT_PLAYABLE', 'The recording is being edited. Export it when that is done.')
  }
  const film = await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM recordings WHERE id = ${id}::uuid FOR UPDATE`
    await tx.recordingExport.deleteMany({ where: { recordingId: id, state: 'FAILED' } })
    const known = await tx.recordingExport.findFirst({ where: { recordingId: id, revision: recording.shownRevision } })
    if (known) return known
    const made = await tx.recordingExport.create({ data: { recordingId: id, revision: recording.shownRevision } })
    await ctx.jobs.ask(EXPORT_FILM, made.id, { tx })
    return made
  })
  ctx.jobs.wake()
  return film
}
