import type { Course, Prisma } from '@lectern/prisma'
import { teaches } from '../courses/access.ts'
import type { ReplayAnswer, ReplayQuestion } from '../generated/resolvers.ts'
import type { Viewer } from '../viewer.ts'
import type { Redaction } from './Redaction.ts'

/** What is read of a question wherever it is shown. */
export const QUESTION_PARTS = {
  author: true,
  answers: { include: { author: true }, orderBy: { id: 'asc' } },
} satisfies Prisma.ReplayQuestionInclude

export type QuestionRow = Prisma.ReplayQuestionGetPayload<{ include: typeof QUESTION_PARTS }>

interface Seen {
  redaction: Redaction
  course: Course
  /** Of the course: enrolled, or teaches it. */
  viewer: Viewer
}

/** A question as one member of the course sees it; null where the recording's edits took it out. */
export function questionView(row: QuestionRow, { redaction, course, viewer }: Seen): ReplayQuestion | null {
  if (redaction.isRemoved(row.authorId) || !redaction.shows(row.atMs)) return null
  const mine = row.authorId === viewer.id
  return {
    id: row.id,
    atSeconds: row.atMs / 1000,
    text: redaction.text(row.text),
    author: redaction.nameOf(row.author),
    mine,
    createdAt: row.createdAt,
    answers: row.answers
      .filter(({ authorId }) => !redaction.isRemoved(authorId))
      .map(
        ({ id, text, author, createdAt }): ReplayAnswer => ({
          id,
          text: redaction.text(text),
          author: redaction.nameOf(author),
          byTeacher: teaches(author, course),
          createdAt,
        }),
      ),
    viewerCanAnswer: true,
    viewerCanDelete: mine || teaches(viewer, course),
  }
}
