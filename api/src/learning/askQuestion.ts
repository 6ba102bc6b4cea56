import { LecternError } from '@lectern/protocol'
import { z } from 'zod'
import type { Context } from '../context.ts'
import type { ReplayQuestion } from '../generated/resolvers.ts'
import { parseInput } from '../support/parseInput.ts'
import { paragraphs } from '../support/text.ts'
import { indexQuestion } from './indexQuestion.ts'
import { QUESTION_PARTS, questionView } from './questionView.ts'
import { Redaction } from './Redaction.ts'
import { takenOut } from './takenOut.ts'
import { watchedAsMember } from './watchedAsMember.ts'

const MAX_QUESTIONS = 500

const AskQuestion = z.object({
  recordingId: z.string(),
  atSeconds: z.number().min(0, 'Ask at a moment of the class.').max(86_400, 'Ask at a moment of the class.'),
  text: paragraphs('Question', { max: 2000 }),
  key: z.string().max(100).nullish(),
})

/** Puts a question at a moment of a recording. */
export async function askQuestion(ctx: Context, args: unknown): Promise<ReplayQuestion> {
  const { recordingId, atSeconds, text, key } = parseInput(AskQuestion, args)
  const seen = await watchedAsMember(ctx, recordingId, key)
  const { recording, viewer } = seen
  const redaction = await Redaction.of(ctx, recording)
  const atMs = Math.round(atSeconds * 1000)
  const isThere = atMs <= (recording.durationMs ?? Number.POSITIVE_INFINITY) && redaction.shows(atMs)
  if (!isThere) throw new LecternError('BAD_REQUEST', 'Ask at a moment of the class.', { field: 'atSeconds' })
  if (redaction.isRemoved(viewer.id)) throw takenOut()
  ctx.learningLimits.writing.take(viewer.id)
  const row = await ctx.db.$transaction(async (tx) => {
    if ((await tx.replayQuestion.count({ where: { recordingId } })) >= MAX_QUESTIONS) {
      throw new LecternError('TOO_LARGE', `A recording holds at most ${MAX_QUESTIONS} questions.`)
    }
    const data = { recordingId, authorId: viewer.id, atMs, text }
    const made = await tx.replayQuestion.create({ data, include: QUESTION_PARTS })
    await indexQuestion(tx, made)
    return made
  })
  return questionView(row, { ...seen, redaction })!
}
