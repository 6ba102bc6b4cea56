import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { storeSettings } from '@lectern/recording'
import type { Services } from '../context.ts'
import type { JobKind } from '../jobs/JobRunner.ts'
import { runInStudio } from './studio/runInStudio.ts'
import { sheetName, thumbnailIndexKey, thumbnailsPrefix } from './thumbnails/thumbnailKeys.ts'
import { workFolder } from './workFolder.ts'

const TRIES = 3

/** Makes the pictures of the time bar once a recording is sealed, and anew when it is edited. */
export const thumbnailsJob = (services: Services): JobKind => ({
  kind: 'recording.thumbnails',
  atOnce: 1,
  on: 'timeline.shown',
  run: async (id, { attempt, signal }) => {
    const { config, db, log } = services
    const recording = await db.recording.findUnique({ where: { id, deletedAt: null } })
    if (!recording?.sealedAt || recording.thumbnailsRevision === recording.shownRevision) return 'done'
    const revision = recording.shownRevision
    const folder = join(workFolder(services), `thumbnails-${id}`)
    try {
      await runInStudio({ kind: 'thumbnails', settings: storeSettings(config), room: id, revision, folder }, { signal })
    } catch (error) {
      if (signal.aborted || attempt < TRIES) throw error
      // A time bar without pictures is one too.
      log.warn({ err: error, recording: id }, 'the pictures of a time bar could not be made')
      return 'done'
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    await db.recording.updateMany({ where: { id, deletedAt: null }, data: { thumbnailsRevision: revision } })
    await deleteOthers(services, id, revision)
    return 'done'
  },
})

async function deleteOthers({ store }: Services, room: string, revision: number): Promise<void> {
  const kept = `${thumbnailsPrefix(room)}${sheetName(revision, 0).slice(0, -1)}`
  for await (const { key } of store.list(thumbnailsPrefix(room))) {
    if (key !== thumbnailIndexKey(room, revision) && !key.startsWith(kept)) await store.delete(key)
  }
}
