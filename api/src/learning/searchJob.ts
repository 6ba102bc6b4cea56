import { setTimeout } from 'node:timers/promises'
import type { Prisma, Recording } from '@lectern/prisma'
import { decodeChunk, type TimelineIndex } from '@lectern/recording/timeline'
import type { Services } from '../context.ts'
import type { JobKind } from '../jobs/JobRunner.ts'
import { automaticChapters } from './automaticChapters.ts'
import type { FoundText } from './FoundText.ts'
import { indexCaptions } from './indexCaptions.ts'
import { Redaction } from './Redaction.ts'
import { readCaptions } from './readCaptions.ts'
import { shownCaptions } from './shownCaptions.ts'
import { TextCollector } from './TextCollector.ts'

const SOURCE = 'timeline'
/** Rows that one statement takes; the database counts its parameters in 16 bits. */
const BATCH = 2000
const TRANSACTION_MS = 60_000

/** A long class takes seconds of computing, just when everybody opens its replay: after each piece so many times as long a rest. */
const REST_PER_WORK = 3

type Parts = Pick<Services, 'db' | 'log' | 'store' | 'timelines'>

/** Reads a recording that is shown now, so that what is in it can be found. */
export const searchJob = (services: Parts): JobKind => ({
  kind: 'recording.read',
  atOnce: 1,
  on: 'timeline.shown',
  run: async (id, { signal }) => {
    const recording = await services.db.recording.findUnique({ where: { id, deletedAt: null } })
    if (!recording) return 'done'
    const { index } = await services.timelines.shown(id, recording.shownRevision)
    const texts = await textsOf(services, recording, index, signal)
    await store(services, recording, index, texts)
    services.log.info(
      { recording: id, revision: recording.shownRevision, texts: texts.length },
      'a recording can be searched',
    )
    return 'done'
  },
})

async function textsOf(
  services: Parts,
  { id, shownRevision }: Recording,
  index: TimelineIndex,
  signal: AbortSignal,
): Promise<FoundText[]> {
  const collector = new TextCollector()
  for (const { n } of index.chunks.filter(({ kind }) => kind === 'frames')) {
    const started = performance.now()
    const piece = await services.timelines.pieceOf(id, shownRevision, n)
    if (!piece) throw new Error(`chunk ${n} of a timeline is in its index, and not in the store`)
    const chunk = await decodeChunk(await services.store.get(piece.key, piece.part))
    if (chunk.kind === 'frames') for (const frame of chunk.frames) collector.takeFrame(frame)
    await setTimeout(REST_PER_WORK * (performance.now() - started), undefined, { signal })
  }
  return collector.texts()
}

async function store(services: Parts, recording: Recording, index: TimelineIndex, texts: FoundText[]): Promise<void> {
  const { id: recordingId, shownRevision: revision } = recording
  const captions = await captionsOf(services, recording)
  const read = {
    revision,
    chapters: automaticChapters(index.marks) as object[],
    recorded: index.recorded,
    builtAt: new Date(),
  }
  await services.db.$transaction(
    async (tx) => {
      await storeTexts(tx, recordingId, texts)
      for (const [language, cues] of captions) await indexCaptions(tx, recordingId, language, cues)
      await tx.recordingSearch.upsert({ where: { recordingId }, create: { recordingId, ...read }, update: read })
    },
    { timeout: TRANSACTION_MS },
  )
}

async function captionsOf({ db, store, timelines }: Parts, recording: Recording) {
  const redaction = await Redaction.of({ timelines }, recording)
  const rows = await db.recordingCaptions.findMany({ where: { recordingId: recording.id } })
  return Promise.all(
    rows.map(async ({ language }) => {
      const cues = await readCaptions(store, recording.id, language)
      return [language, shownCaptions(redaction, cues)] as const
    }),
  )
}

async function storeTexts(tx: Prisma.TransactionClient, recordingId: string, texts: FoundText[]): Promise<void> {
  await tx.recordingText.deleteMany({ where: { recordingId, source: SOURCE } })
  const rows = texts.map(({ atMs, moments, ...text }) => ({
    ...text,
    atMs: Math.round(atMs),
    moments: moments.map(Math.round),
    recordingId,
    source: SOURCE,
  }))
  for (let i = 0; i < rows.length; i += BATCH) await tx.recordingText.createMany({ data: rows.slice(i, i + BATCH) })
}
