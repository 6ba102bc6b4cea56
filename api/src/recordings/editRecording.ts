import type { Recording } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { parseInput } from '../support/parseInput.ts'
import { taughtRecording } from './access.ts'
import { APPLYING } from './applying.ts'
import { EditRecording, editsOf, isSame, redactsSame, requireSomeLeft } from './edits.ts'

/**
 * Takes an edit list for a recording. Another timeline is made from it in the background; until it is shown, and where the list takes
 * out other people or messages than the one before, only teachers can watch. Films made of the recording are gone at once.
 */
export async function editRecording(ctx: Context, { id, input }: { id: string; input: unknown }): Promise<Recording> {
  const { recording } = await taughtRecording(ctx, id)
  if (!recording.sealedAt)
    throw new LecternError('NOT_PLAYABLE', 'The recording is still being made ready. Try again soon.')
  const edits = parseInput(EditRecording, input)
  const before = editsOf(recording)
  if (isSame(edits, before) && recording.editState !== 'FAILED') return recording
  requireSomeLeft(edits, await lengthOf(ctx, id))
  const edited = await ctx.db.$transaction(async (tx) => {
    const [row] = await tx.recording.updateManyAndReturn({
      where: { id, deletedAt: null, editRevision: recording.editRevision },
      data: {
        edits: { ...edits },
        editRevision: { increment: 1 },
        editState: 'APPLYING',
        editPercent: 0,
        editFailure: null,
        redacting: recording.redacting || !redactsSame(edits, before),
      },
    })
    if (!row) throw new LecternError('CONFLICT')
    await tx.recordingExport.deleteMany({ where: { recordingId: id } })
    await ctx.jobs.ask(APPLYING, id, { tx })
    return row
  })
  ctx.jobs.wake()
  return edited
}

/** As it was recorded, whatever is shown of it. */
async function lengthOf({ timelines }: Context, id: string): Promise<number> {
  const { index } = await timelines.shown(id, 0)
  return index.endMs
}
