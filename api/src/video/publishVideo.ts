import type { Recording, RecordingTrack } from '@lectern/prisma'
import type { Services } from '../context.ts'
import type { Attempt, JobKind, JobOutcome } from '../jobs/JobRunner.ts'
import { changeTrack, dropTrack, setTracks } from './changeTrack.ts'
import { syncCaptions } from './syncCaptions.ts'
import { trackSources } from './trackSources.ts'
import { LibraryBusyError, LibraryRefusedError, type TrackSource } from './VideoLibrary.ts'

export const PUBLISH_VIDEO = 'video.publish'

/** Webhooks tell sooner; this is for those that never arrive. */
const LOOK_MS = 20_000
/** With the pauses between them, most of an hour. */
const MAX_ATTEMPTS = 15
const EVENT_DAYS_MS = 30 * 24 * 60 * 60 * 1000

/** Brings the tracks of a recording to the video library, and takes away those that are not shown any more. */
export const publishingJob = (services: Services): JobKind => ({
  kind: PUBLISH_VIDEO,
  atOnce: 1,
  on: 'timeline.shown',
  run: async (id, attempt) => {
    const recording = await services.db.recording.findUnique({ where: { id, deletedAt: null } })
    if (!recording?.sealedAt || !services.video.library.isElsewhere) return 'done'
    try {
      return await publish(services, recording, attempt)
    } catch (error) {
      if (attempt.signal.aborted || !(error instanceof LibraryBusyError)) throw error
      return retry(services, recording, attempt, error)
    }
  },
})

async function publish(services: Services, recording: Recording, { signal }: Attempt): Promise<JobOutcome> {
  const { index } = await services.timelines.shown(recording.id, recording.shownRevision)
  const sources = await trackSources(services.store, index)
  await removeStale(services, recording.id, sources)
  await setTracks(services.db, recording.id, sources, recording.shownRevision)
  for (const source of sources) await bring(services, recording.id, source, signal)
  const rows = await services.db.recordingTrack.findMany({ where: { recordingId: recording.id } })
  if (rows.some(({ state }) => state === 'PROCESSING')) return { againInMs: LOOK_MS }
  await syncCaptions(services, recording, rows, sources)
  await services.db.videoEvent.deleteMany({ where: { receivedAt: { lt: new Date(Date.now() - EVENT_DAYS_MS) } } })
  return 'done'
}

async function bring({ db, video }: Services, recordingId: string, source: TrackSource, signal: AbortSignal) {
  const where = { recordingId_track: { recordingId, track: source.track } }
  const known = await db.recordingTrack.findUnique({ where })
  if (!known) return
  signal.throwIfAborted()
  try {
    await video.library.bring(source, known, (change) => changeTrack(db, known, change), signal)
  } catch (error) {
    if (!(error instanceof LibraryRefusedError)) throw error
    await changeTrack(db, known, { state: 'FAILED', failure: error.message })
  }
}

/** An edit took a track out, or a piece of it: nobody may see at the library what is not shown here. */
async function removeStale(services: Services, recordingId: string, sources: readonly TrackSource[]): Promise<void> {
  const rows = await services.db.recordingTrack.findMany({ where: { recordingId } })
  const bytesOf = new Map(sources.map(({ track, bytes }) => [track, BigInt(bytes)]))
  for (const row of rows.filter(({ track, bytes }) => bytesOf.get(track) !== bytes)) await remove(services, row)
}

async function remove({ db, video }: Services, row: RecordingTrack): Promise<void> {
  await video.library.remove(row)
  await dropTrack(db, row)
}

async function retry({ db, log }: Services, { id }: Recording, { attempt }: Attempt, error: LibraryBusyError) {
  if (attempt < MAX_ATTEMPTS) {
    await db.recording.updateMany({
      where: { id, deletedAt: null },
      data: { videoFailure: `${error.message} Trying again.` },
    })
    if (error.retryAfterMs === null) throw error
    return { againInMs: error.retryAfterMs }
  }
  log.warn({ recording: id, problem: error.message }, 'gave up on the video library')
  const rows = await db.recordingTrack.findMany({ where: { recordingId: id, state: { not: 'READY' } } })
  for (const row of rows) await changeTrack(db, row, { state: 'FAILED', failure: error.message })
  return 'done' as const
}

/** Has a recording that is deleted deleted at the library too. */
export const removingJob = (services: Services): JobKind => ({
  kind: 'video.remove',
  atOnce: 1,
  on: 'recording.deleted',
  run: async (id) => {
    const rows = await services.db.recordingTrack.findMany({ where: { recordingId: id } })
    for (const row of rows) await remove(services, row)
    return 'done'
  },
})
