import type { Recording } from '@lectern/prisma'
import { recordingPrefix } from '@lectern/recording'
import type { Services } from '../context.ts'
import type { JobKind, JobOutcome } from '../jobs/JobRunner.ts'

const SOON_MS = 30_000
const MINUTES_MS = 10 * 60_000
const HOUR_MS = 60 * 60_000
const DAYS_MS = 7 * 24 * HOUR_MS

/** Empties the store of a recording that was deleted. */
export const purgingJob = ({ db, store }: Services): JobKind => ({
  kind: 'recording.purge',
  atOnce: 2,
  on: 'recording.deleted',
  run: async (id) => {
    const row = await db.recording.findUnique({ where: { id } })
    if (!row?.deletedAt) return 'done'
    await store.deleteAll(recordingPrefix(id))
    return again(row, Date.now() - row.deletedAt.getTime())
  },
})

/** What was on its way into the store goes when it has come; an engine that was away may bring the end of a class days later. */
function again({ sealedAt }: Recording, sinceMs: number): JobOutcome {
  if (sinceMs < (sealedAt ? SOON_MS : MINUTES_MS)) return { againInMs: SOON_MS }
  return sealedAt || sinceMs > DAYS_MS ? 'done' : { againInMs: HOUR_MS }
}
