import type { ClassRole, Prisma, RoomEventType } from '@lectern/prisma'
import type { WebhookEvent } from '@lectern/protocol'
import type { Services } from '../context.ts'
import { recordingEnded, recordingStarted } from '../recordings/followClass.ts'
import { isUuid } from '../support/isUuid.ts'

const TYPES: Record<WebhookEvent['type'], RoomEventType> = {
  'room.opened': 'OPENED',
  'room.ended': 'ENDED',
  'person.joined': 'JOINED',
  'person.left': 'LEFT',
  'recording.started': 'RECORDING_STARTED',
  'recording.stopped': 'RECORDING_STOPPED',
}

/** `done`: had its effect now. `repeated`: had it before. `not ours`: the room is no class of the school. */
export type Taken = 'done' | 'repeated' | 'not ours'

/** [WH4] Gives an event its effect, once, whenever and however often it arrives. */
export async function takeRoomEvent({ db, jobs }: Pick<Services, 'db' | 'jobs'>, event: WebhookEvent): Promise<Taken> {
  if (!isUuid(event.room)) return 'not ours'
  const taken = await db.$transaction(async (tx): Promise<Taken> => {
    // Locked, so that two deliveries for one class cannot both see it as it was.
    const [session] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM live_sessions WHERE id = ${event.room}::uuid FOR UPDATE`
    if (!session) return 'not ours'
    const { count } = await tx.roomEvent.createMany({ data: rowOf(event), skipDuplicates: true })
    if (count === 0) return 'repeated'
    if (event.type === 'room.opened') await open(tx, event)
    if (event.type === 'room.ended') {
      await end(tx, event)
      await recordingEnded(tx, jobs, event)
    }
    if (event.type === 'recording.started') await recordingStarted(tx, jobs, event)
    return 'done'
  })
  jobs.wake()
  return taken
}

const INT_MAX = 2_147_483_647

/** The entry's place in the log, which is the last part of the id. */
function seqOf(id: string): number {
  const seq = Number(id.slice(id.lastIndexOf(':') + 1))
  return Number.isInteger(seq) && seq >= 0 && seq <= INT_MAX ? seq : 0
}

function rowOf(event: WebhookEvent): Prisma.RoomEventCreateManyInput {
  const row = {
    id: event.id,
    sessionId: event.room,
    type: TYPES[event.type],
    at: new Date(event.t),
    seq: seqOf(event.id),
  }
  if (event.type === 'person.left') return { ...row, personId: event.userId }
  if (event.type !== 'person.joined') return row
  const { userId: personId, name, role, guest } = event
  return { ...row, personId, name, role: role.toUpperCase() as ClassRole, guest }
}

async function open(tx: Prisma.TransactionClient, { room: id, t }: WebhookEvent): Promise<void> {
  const startedAt = new Date(t)
  // The end may arrive first.
  await tx.liveSession.updateMany({ where: { id, state: 'ENDED', startedAt: null }, data: { startedAt } })
  const { courseId, state } = await tx.liveSession.findUniqueOrThrow({ where: { id } })
  if (state !== 'SCHEDULED' || (await tx.liveSession.findUnique({ where: { liveCourseId: courseId } }))) return
  // Whoever holds the secret can open a planned class's room without asking us; then it is live.
  await tx.liveSession.update({ where: { id }, data: { state: 'LIVE', startedAt, liveCourseId: courseId } })
}

async function end(tx: Prisma.TransactionClient, { room: id, t }: WebhookEvent): Promise<void> {
  await tx.liveSession.updateMany({
    where: { id, state: { in: ['SCHEDULED', 'LIVE'] } },
    data: { state: 'ENDED', endedAt: new Date(t), liveCourseId: null },
  })
  await tx.roomEnding.deleteMany({ where: { sessionId: id } })
}
