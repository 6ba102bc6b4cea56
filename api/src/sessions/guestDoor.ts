import type { LiveSession } from '@lectern/prisma'
import type { Context } from '../context.ts'
import type { GuestDoor } from '../generated/resolvers.ts'
import { linkedSession } from './access.ts'

async function isRecorded({ db }: Context, { id, state, autoRecord }: LiveSession): Promise<boolean> {
  if (state === 'SCHEDULED') return autoRecord
  if (state !== 'LIVE') return false
  const recording = await db.recording.findUnique({ where: { id }, select: { state: true } })
  return recording ? recording.state === 'RECORDING' : autoRecord
}

/** What a guest learns of a class before coming in. The link opens the class, so it opens this much of a hidden course too. */
export async function guestDoor(ctx: Context, { id }: { id: string }): Promise<GuestDoor | null> {
  const found = await linkedSession(ctx, id)
  if (!found) return null
  const { title, state, startsAt, guestPolicy, recordPolicy } = found.session
  const recorded = await isRecorded(ctx, found.session)
  return { title, courseTitle: found.course.title, state, startsAt, guestPolicy, recorded, recordPolicy }
}
