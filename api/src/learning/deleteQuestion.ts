import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { foundQuestion } from './foundQuestion.ts'
import { questionSource } from './indexQuestion.ts'

/** Deletes a question with its answers: one's own, and teachers any. */
export async function deleteQuestion(ctx: Context, { questionId }: { questionId: string }): Promise<boolean> {
  const { question, viewer, mayEdit } = await foundQuestion(ctx, questionId)
  if (question.authorId !== viewer.id && !mayEdit) {
    throw new LecternError('NOT_ALLOWED', 'Only who asked it, or the instructor, can delete a question.')
  }
  const { id, recordingId } = question
  await ctx.db.$transaction([
    ctx.db.replayQuestion.deleteMany({ where: { id } }),
    ctx.db.recordingText.deleteMany({ where: { recordingId, source: questionSource(id) } }),
  ])
  return true
}
