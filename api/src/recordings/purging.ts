import { recordingPrefix } from '@lectern/recording'
import type { Services } from '../context.ts'
import type { JobKind } from '../jobs/JobRunner.ts'

/** The engine may still be at the last pieces of a class that has just ended: they go when they have come. */
const TAIL_MS = 10 * 60_000
const AGAIN_MS = 30_000

/** Empties the store of a recording that was deleted. */
export const purgingJob = ({ db, store }: Services): JobKind => ({
  kind: 'recording.purge',
  atOnce: 2,
  on: 'recording.deleted',
  run: async (id) => {
    const session = await db.liveSession.findUnique({ where: { id } })
    await store.deleteAll(recordingPrefix(id))
    const endedAt = session?.endedAt?.getTime() ?? 0
    return Date.now() - endedAt < TAIL_MS ? { againInMs: AGAIN_MS } : 'done'
  },
})
