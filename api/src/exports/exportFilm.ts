import { rm } from 'node:fs/promises'
import type { Prisma } from '@lectern/prisma'
import { exportKey, storeSettings } from '@lectern/recording'
import type { Services } from '../context.ts'
import type { Attempt, JobKind } from '../jobs/JobRunner.ts'
import { runInStudio } from './studio/runInStudio.ts'
import { StudioError } from './studio/StudioError.ts'
import { clearOldFilms, filmFolder } from './workFolder.ts'

export const EXPORT_FILM = 'recording.export'

const TRIES = 3
const TELL_MS = 500

const WITH_RECORDING = { recording: { include: { session: true } } } as const
type Row = Prisma.RecordingExportGetPayload<{ include: typeof WITH_RECORDING }>

/** Makes films that were asked for, one after the other. One that was stopped goes on where it was. */
export const exportingJob = (services: Services): JobKind => ({
  kind: EXPORT_FILM,
  atOnce: 1,
  run: async (id, attempt) => {
    await clearOldFilms(services)
    const row = await services.db.recordingExport.findUnique({ where: { id }, include: WITH_RECORDING })
    if (!row || row.state === 'READY' || row.state === 'FAILED') return 'done'
    try {
      await make(services, row, attempt.signal)
    } catch (error) {
      if (attempt.signal.aborted) throw error
      await fail(services, row, attempt, error)
    }
    await rm(filmFolder(services, id), { recursive: true, force: true })
    return 'done'
  },
})

async function make(services: Services, row: Row, signal: AbortSignal): Promise<void> {
  const { config, db, store, log } = services
  const { id, recordingId, revision, recording } = row
  if (revision !== recording.shownRevision)
    throw new StudioError('The recording was edited meanwhile. Export it again.')
  await db.recordingExport.updateMany({ where: { id }, data: { state: 'RUNNING' } })
  const key = exportKey(recordingId, id)
  const began = Date.now()
  const bytes = await runInStudio(
    {
      kind: 'film',
      settings: storeSettings(config),
      room: recordingId,
      revision,
      title: recording.title ?? recording.session.title,
      folder: filmFolder(services, id),
      key,
    },
    { signal, onProgress: progressTeller(services, id) },
  )
  const { count } = await db.recordingExport.updateMany({
    where: { id, recording: { shownRevision: revision, deletedAt: null } },
    data: { state: 'READY', percent: 100, bytes },
  })
  // Deleted, or edited, while the last of it was written: it may hold what was taken out.
  if (count === 0) await store.delete(key)
  log.info({ recording: recordingId, film: id, bytes, seconds: (Date.now() - began) / 1000 }, 'made a film')
}

function progressTeller({ db, log }: Services, id: string): (percent: number) => void {
  let toldAt = 0
  return (percent) => {
    if (Date.now() - toldAt < TELL_MS) return
    toldAt = Date.now()
    // The next one tells more.
    db.recordingExport
      .updateMany({ where: { id, state: 'RUNNING' }, data: { percent } })
      .catch((err: unknown) => log.debug({ err }, 'progress of a film was not kept'))
  }
}

async function fail(
  { db, log }: Services,
  { id, recordingId }: Row,
  { attempt }: Attempt,
  error: unknown,
): Promise<void> {
  const isFinal = error instanceof StudioError || attempt >= TRIES
  if (!isFinal) throw error
  log.error({ err: error, recording: recordingId, film: id }, 'a film could not be made')
  const failure = error instanceof StudioError ? error.message : 'The film could not be made. Try again.'
  await db.recordingExport.updateMany({ where: { id }, data: { state: 'FAILED', failure } })
}
