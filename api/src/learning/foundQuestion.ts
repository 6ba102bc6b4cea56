import type { ReplayQuestion as ReplayQuestionRow } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { isUuid } from '../support/isUuid.ts'
import { requireViewer } from '../viewer.ts'
import { Redaction } from './Redaction.ts'
import { type Member, watchedAsMember } from './watchedAsMember.ts'

interface Found extends Member {
  question: ReplayQuestionRow
  redaction: Redaction
}

/** A question of a recording that the viewer watches as one of the course. Throws `NOT_FOUND` also where the edits took it out. */
export async function foundQuestion(ctx: Context, id: string): Promise<Found> {
  requireViewer(ctx)
  const question = isUuid(id) ? await ctx.db.replayQuestion.findUnique({ where: { id } }) : null
  if (!question) throw questionNotFound()
  const member = await watchedAsMember(ctx, question.recordingId)
  const redaction = await Redaction.of(ctx, member.recording)
  if (redaction.isRemoved(question.authorId) || !redaction.shows(question.atMs)) throw questionNotFound()
  return { ...member, question, redaction }
}

const questionNotFound = () => new LecternError('NOT_FOUND', 'There is no such question.')
