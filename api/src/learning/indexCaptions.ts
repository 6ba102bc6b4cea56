import type { Prisma } from '@lectern/prisma'
import type { Cue } from './webVtt.ts'
import { wordsOf } from './words.ts'

/** Rows that one statement takes; the database counts its parameters in 16 bits. */
const BATCH = 2000

export const captionSource = (language: string) => `captions:${language}`

/** Lets captions in a language be found, as they are shown. */
export async function indexCaptions(
  tx: Prisma.TransactionClient,
  recordingId: string,
  language: string,
  cues: Cue[],
): Promise<void> {
  const source = captionSource(language)
  const rows = cues.map(({ fromMs: atMs, voice: author, text }, i) => {
    const words = wordsOf(text)
    const key = `${source}:${i}`
    return {
      recordingId,
      source,
      kind: 'CAPTION' as const,
      key,
      text,
      author,
      atMs,
      words,
      moments: words.map(() => atMs),
    }
  })
  await tx.recordingText.deleteMany({ where: { recordingId, source } })
  for (let i = 0; i < rows.length; i += BATCH) await tx.recordingText.createMany({ data: rows.slice(i, i + BATCH) })
}
