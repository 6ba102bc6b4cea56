import type { Context } from '../context.ts'
import type { AttendanceRow } from '../generated/resolvers.ts'
import { taughtSession } from '../sessions/access.ts'
import { isUuid } from '../support/isUuid.ts'
import { foldAttendance, type Presence } from './foldAttendance.ts'

/** Who was in a class and for how long, by name. */
export async function attendance(ctx: Context, { sessionId }: { sessionId: string }): Promise<AttendanceRow[]> {
  const { session } = await taughtSession(ctx, sessionId)
  const events = await ctx.db.roomEvent.findMany({ where: { sessionId } })
  const people = foldAttendance(events, { endedAt: session.endedAt, now: new Date() })
  const rows = await Promise.all(people.map((person) => attendanceRow(ctx, person)))
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id))
}

async function attendanceRow({ loaders }: Context, { personId, guest, ...presence }: Presence): Promise<AttendanceRow> {
  // Whoever holds the secret can make a token with a `sub` of their own, which is no account of ours.
  const hasAccount = !guest && isUuid(personId) && (await loaders.userById.load(personId)) !== null
  return { ...presence, id: personId, userId: hasAccount ? personId : null }
}
