import type { LiveSession, Recording } from '@lectern/prisma'
import type { Services } from '../context.ts'
import type { JobKind, JobOutcome } from '../jobs/JobRunner.ts'
import type { ShownTimeline } from './Timelines.ts'

export const SEALING = 'recording.seal'

const SOON_MS = 500
const LATER_MS = 5_000
const SELDOM_MS = 60_000
const HURRY_MS = 60_000
/** After a class that long without its end in the store, people are told that something is wrong. */
const PATIENCE_MS = 5 * 60_000
const GIVE_UP_MS = 7 * 24 * 60 * 60_000

const LATE =
  'The end of the class has not arrived where recordings are kept. What there is can be played; we keep looking.'
const NOTHING = 'Nothing of the class has arrived where recordings are kept. We keep looking.'

type Row = Recording & { session: LiveSession }

/** Follows a recording from the end of its class until its timeline stands in the store as one object. */
export const sealingJob = (services: Services): JobKind => ({
  kind: SEALING,
  atOnce: 4,
  run: async (id) => {
    const where = { id, deletedAt: null }
    const row = await services.db.recording.findUnique({ where, include: { session: true } })
    if (!row || row.sealedAt || row.session.state !== 'ENDED') return 'done'
    const found = await services.timelines.latest(id)
    if (found && !found.index.live) return play(services, row, found)
    return wait(services, row, found)
  },
})

async function play({ db, jobs }: Services, row: Row, { index, isSealed }: ShownTimeline): Promise<JobOutcome> {
  const data = { state: 'PLAYABLE', failure: null, durationMs: Math.round(index.endMs) } as const
  const sealedAt = isSealed ? new Date() : null
  await db.$transaction(async (tx) => {
    const { count } = await tx.recording.updateMany({
      where: { id: row.id, deletedAt: null },
      data: { ...data, sealedAt },
    })
    if (count > 0 && isSealed) await jobs.tell('timeline.shown', row.id, { tx })
  })
  jobs.wake()
  return isSealed ? 'done' : againAfter(row)
}

async function wait({ db }: Services, row: Row, found: ShownTimeline | null): Promise<JobOutcome> {
  const isLate = sinceEnd(row) > PATIENCE_MS
  const data = isLate
    ? ({ state: 'FAILED', failure: found ? LATE : NOTHING } as const)
    : ({ state: 'SEALING', failure: null } as const)
  if (row.state !== data.state || row.failure !== data.failure) {
    await db.recording.updateMany({ where: { id: row.id, deletedAt: null }, data })
  }
  return againAfter(row)
}

const sinceEnd = ({ session, endedAt }: Row) => Date.now() - (endedAt ?? session.endedAt ?? new Date()).getTime()

function againAfter(row: Row): JobOutcome {
  const ms = sinceEnd(row)
  if (ms > GIVE_UP_MS) return 'done'
  if (ms > PATIENCE_MS) return { againInMs: SELDOM_MS }
  return { againInMs: ms > HURRY_MS ? LATER_MS : SOON_MS }
}
