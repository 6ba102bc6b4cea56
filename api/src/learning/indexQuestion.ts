import type { Prisma } from '@lectern/prisma'
import type { QuestionRow } from './questionView.ts'
import { wordsOf } from './words.ts'

export const questionSource = (id: string) => `question:${id}`

/** Lets a question and its answers be found. */
export async function indexQuestion(tx: Prisma.TransactionClient, question: QuestionRow): Promise<void> {
  const { id, recordingId, atMs } = question
  const source = questionSource(id)
  const texts = [question, ...question.answers].map(({ id: key, text, authorId }) => {
    const words = wordsOf(text)
    return { key, text, authorId, words, moments: words.map(() => atMs) }
  })
  await tx.recordingText.deleteMany({ where: { recordingId, source } })
  await tx.recordingText.createMany({
    data: texts.map((text) => ({ ...text, recordingId, source, kind: 'QUESTION', atMs })),
  })
}
