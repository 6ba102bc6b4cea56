import type { Prisma } from '@lectern/prisma'
import type { WebhookEvent } from '@lectern/protocol'
import type { JobRunner } from '../jobs/JobRunner.ts'
import { SEALING } from './sealing.ts'

/** Makes the row of a recording that began, whether or not the class has ended meanwhile. A deleted one stays deleted. */
export async function recordingStarted(
  tx: Prisma.TransactionClient,
  jobs: JobRunner,
  event: WebhookEvent,
): Promise<void> {
  const { room: id, t } = event
  const startedAt = new Date(t)
  const { state, endedAt } = await tx.liveSession.findUniqueOrThrow({ where: { id } })
  await tx.recording.createMany({ data: { id, startedAt }, skipDuplicates: true })
  await tx.recording.updateMany({ where: { id, startedAt: { gt: startedAt } }, data: { startedAt } })
  if (state === 'ENDED') await seal(tx, jobs, { id, endedAt })
}

/** The class has ended: what was recorded of it is on its way into the store. */
export const recordingEnded = (tx: Prisma.TransactionClient, jobs: JobRunner, { room: id, t }: WebhookEvent) =>
  seal(tx, jobs, { id, endedAt: new Date(t) })

async function seal(
  tx: Prisma.TransactionClient,
  jobs: JobRunner,
  { id, endedAt }: { id: string; endedAt: Date | null },
) {
  const where = { id, state: 'RECORDING', deletedAt: null } as const
  await tx.recording.updateMany({ where: { id, deletedAt: null }, data: { endedAt } })
  const { count } = await tx.recording.updateMany({ where, data: { state: 'SEALING' } })
  if (count > 0) await jobs.ask(SEALING, id, { tx })
}
