import type { Prisma, Recording } from '@lectern/prisma'
import { exportKey, isOfRevision, recordingPrefix } from '@lectern/recording'
import type { Services } from '../context.ts'
import type { JobKind } from '../jobs/JobRunner.ts'
import { editsOf, isSame, NO_EDITS } from './edits.ts'
import { project } from './project.ts'

export const APPLYING = 'recording.edit'

const TRIES = 4
const TELL_MS = 500

/** What is shown once the edits are applied. */
interface Applied {
  revision: number
  durationMs: number
}

/** Makes a recording's timeline anew under its edits, and shows it in place of the one before. */
export const applyingJob = (services: Services): JobKind => ({
  kind: APPLYING,
  atOnce: 1,
  run: async (id, { attempt, signal }) => {
    const row = await services.db.recording.findUnique({ where: { id, deletedAt: null } })
    if (!row) return 'done'
    try {
      await deleteFilms(services, id)
      if (row.editState === 'APPLYING') await show(services, row, await apply(services, row, signal))
      await deleteOthers(services, id)
    } catch (err) {
      if (signal.aborted || attempt < TRIES) throw err
      await giveUp(services, row, err)
    }
    return 'done'
  },
})

async function apply(services: Services, row: Recording, signal: AbortSignal): Promise<Applied> {
  const edits = editsOf(row)
  if (isSame(edits, NO_EDITS)) {
    const { index } = await services.timelines.shown(row.id, 0)
    return { revision: 0, durationMs: index.endMs }
  }
  const revision = row.editRevision
  const { endMs } = await project(services.config, {
    room: row.id,
    revision,
    edits,
    signal,
    onProgress: progressTeller(services, row),
  })
  return { revision, durationMs: endMs }
}

function progressTeller({ db, log }: Services, row: Recording): (percent: number) => void {
  let toldAt = 0
  return (editPercent) => {
    if (Date.now() - toldAt < TELL_MS) return
    toldAt = Date.now()
    // The next one tells more.
    db.recording
      .updateMany({ where: stillAskedFor(row), data: { editPercent } })
      .catch((err: unknown) => log.debug({ err }))
  }
}

const stillAskedFor = ({ id, editRevision }: Recording): Prisma.RecordingWhereInput => ({
  id,
  editRevision,
  editState: 'APPLYING',
  deletedAt: null,
})

async function show({ db, jobs, log }: Services, row: Recording, { revision, durationMs }: Applied): Promise<void> {
  const isShown = await db.$transaction(async (tx) => {
    const { count } = await tx.recording.updateMany({
      where: stillAskedFor(row),
      data: {
        shownRevision: revision,
        durationMs: Math.round(durationMs),
        editState: 'APPLIED',
        editPercent: 100,
        redacting: false,
      },
    })
    if (count > 0) await jobs.tell('timeline.shown', row.id, { tx })
    return count > 0
  })
  jobs.wake()
  // Otherwise another list came meanwhile, and is next.
  if (isShown) log.info({ room: row.id, revision }, 'edits of a recording are shown')
}

/** Edited timelines that are not shown hold what should not be seen any more. */
async function deleteOthers({ db, store }: Services, id: string): Promise<void> {
  const row = await db.recording.findUnique({ where: { id, deletedAt: null } })
  const isShown = (key: string) => row !== null && isOfRevision(key, id, row.shownRevision)
  for await (const { key } of store.list(`${recordingPrefix(id)}edits/`)) if (!isShown(key)) await store.delete(key)
}

async function giveUp({ db, log }: Services, row: Recording, err: unknown): Promise<void> {
  log.error({ err, room: row.id, revision: row.editRevision }, 'edits of a recording could not be applied')
  const editFailure = 'The edits could not be applied. Try again.'
  await db.recording.updateMany({ where: stillAskedFor(row), data: { editState: 'FAILED', editFailure } })
}

/** Films that were made before the edits have no row any more. */
async function deleteFilms({ db, store }: Services, id: string): Promise<void> {
  const rows = await db.recordingExport.findMany({ where: { recordingId: id }, select: { id: true } })
  const kept = new Set(rows.map((row) => exportKey(id, row.id)))
  for await (const { key } of store.list(`${recordingPrefix(id)}exports/`)) if (!kept.has(key)) await store.delete(key)
}
