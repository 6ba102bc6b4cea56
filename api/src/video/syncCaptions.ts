import type { Recording, RecordingTrack } from '@lectern/prisma'
import { z } from 'zod'
import type { Services } from '../context.ts'
import { captionsLink } from './captionsLink.ts'
import type { TrackSource } from './VideoLibrary.ts'

const Kept = z.record(z.string(), z.object({ id: z.string(), of: z.string() })).catch({})
type Kept = z.infer<typeof Kept>

/** Has each track with a picture that is at the library carry the recording's captions, as they are now. */
export async function syncCaptions(
  services: Services,
  { id, shownRevision }: Recording,
  rows: readonly RecordingTrack[],
  sources: readonly TrackSource[],
): Promise<void> {
  const captions = await services.db.recordingCaptions.findMany({ where: { recordingId: id } })
  const wanted = new Map(
    captions.map((each) => [each.language, { ...each, of: `${each.updatedAt.toISOString()} r${shownRevision}` }]),
  )
  for (const row of rows.filter(({ state }) => state === 'READY')) {
    const source = sources.find(({ track }) => track === row.track)
    if (source?.hasPicture) await syncTrack(services, row, source, wanted)
  }
}

type Wanted = Map<string, { language: string; label: string; of: string }>

async function syncTrack(services: Services, row: RecordingTrack, { fromSeconds }: TrackSource, wanted: Wanted) {
  const { library } = services.video
  const kept = Kept.parse(row.captions)
  for (const [language, { id, of }] of Object.entries(kept)) {
    if (wanted.get(language)?.of === of) continue
    await library.removeCaptions(row, id)
    delete kept[language]
    await keep(services, row, kept)
  }
  for (const { language, label, of } of wanted.values()) {
    if (kept[language]) continue
    const url = await captionsLink(services, { recordingId: row.recordingId, language, fromSeconds })
    const id = await library.addCaptions(row, { language, label, url })
    if (id === null) continue
    kept[language] = { id, of }
    await keep(services, row, kept)
  }
}

async function keep({ db }: Services, { recordingId, track }: RecordingTrack, captions: Kept): Promise<void> {
  await db.recordingTrack.updateMany({ where: { recordingId, track }, data: { captions } })
}
