import { randomUUID } from 'node:crypto'
import { LecternError } from '@lectern/protocol'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { parseInput } from '../support/parseInput.ts'
import { Name } from '../users/fields.ts'
import { classNotFound, linkedSession } from './access.ts'
import { mintJoinToken } from './joinToken.ts'
import { requireLive } from './requireLive.ts'

const JoinAsGuest = z.object({ name: Name })

/** The way in for somebody who has the class's link and no account. The engine holds guests in the waiting room where the class asks for it. */
export async function joinAsGuest(ctx: Context, { id, name: given }: { id: string; name: string }) {
  ctx.accountLimits.guestsFrom.take(ctx.address)
  const { name } = parseInput(JoinAsGuest, { name: given })
  const found = await linkedSession(ctx, id)
  if (!found) throw classNotFound()
  const { session } = found
  if (session.guestPolicy === 'DENY') throw new LecternError('GUESTS_NOT_ADMITTED')
  requireLive(session)
  return mintJoinToken(ctx.config, session, { id: `guest:${randomUUID()}`, name, role: 'student', guest: true })
}
