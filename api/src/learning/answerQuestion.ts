import { LecternError } from '@lectern/protocol'
import { z } from 'zod'
import type { Context } from '../context.ts'
import type { ReplayQuestion } from '../generated/resolvers.ts'
import { parseInput } from '../support/parseInput.ts'
import { paragraphs } from '../support/text.ts'
import { foundQuestion } from './foundQuestion.ts'
import { indexQuestion } from './indexQuestion.ts'
import { QUESTION_PARTS, questionView } from './questionView.ts'
import { takenOut } from './takenOut.ts'

const MAX_ANSWERS = 50

const AnswerQuestion = z.object({ questionId: z.string(), text: paragraphs('Answer', { max: 4000 }) })

/** Answers a question: anybody of the course may. */
export async function answerQuestion(ctx: Context, args: unknown): Promise<ReplayQuestion> {
  const { questionId, text } = parseInput(AnswerQuestion, args)
  const { question, ...seen } = await foundQuestion(ctx, questionId)
  const { viewer, redaction } = seen
  if (redaction.isRemoved(viewer.id)) throw takenOut()
  ctx.learningLimits.writing.take(viewer.id)
  const row = await ctx.db.$transaction(async (tx) => {
    if ((await tx.replayAnswer.count({ where: { questionId } })) >= MAX_ANSWERS) {
      throw new LecternError('TOO_LARGE', `A question takes at most ${MAX_ANSWERS} answers.`)
    }
    await tx.replayAnswer.create({ data: { questionId, authorId: viewer.id, text } })
    const answered = await tx.replayQuestion.findUniqueOrThrow({ where: { id: question.id }, include: QUESTION_PARTS })
    await indexQuestion(tx, answered)
    return answered
  })
  return questionView(row, seen)!
}
