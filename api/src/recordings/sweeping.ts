import type { Services } from '../context.ts'
import type { JobKind } from '../jobs/JobRunner.ts'
import { forget } from './deleteRecording.ts'
import { keptUntil } from './keptUntil.ts'

export const SWEEPING = 'recording.sweep'
const EVERY_MS = 60 * 60_000
const AT_ONCE = 200

/** Deletes recordings whose time is over. */
export const sweepingJob = (services: Services, now: () => number = Date.now): JobKind => ({
  kind: SWEEPING,
  atOnce: 1,
  run: async () => {
    const ids = await overdue(services, now())
    for (const id of ids) await services.db.$transaction((tx) => forget(tx, services.jobs, id))
    if (ids.length > 0) services.log.info({ recordings: ids }, 'recordings were deleted, as their time is over')
    services.jobs.wake()
    return { againInMs: EVERY_MS }
  },
})

async function overdue({ db }: Services, now: number): Promise<string[]> {
  const rows = await db.recording.findMany({
    where: {
      deletedAt: null,
      session: { state: 'ENDED' },
      OR: [{ keptUntil: { not: null } }, { session: { course: { retentionDays: { not: null } } } }],
    },
    include: { session: { include: { course: true } } },
  })
  const isOver = (row: (typeof rows)[number]) => {
    const until = keptUntil({ recording: row, session: row.session, course: row.session.course })
    return until !== null && until.getTime() <= now
  }
  return rows
    .filter(isOver)
    .map(({ id }) => id)
    .slice(0, AT_ONCE)
}
