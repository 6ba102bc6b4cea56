import type { LiveSession, Prisma } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'

/** Changes a class that has not begun, even if somebody starts it at this very moment. */
export async function changeScheduled(
  { db }: Context,
  id: string,
  data: Prisma.LiveSessionUpdateManyMutationInput,
): Promise<LiveSession> {
  const [changed] = await db.liveSession.updateManyAndReturn({ where: { id, state: 'SCHEDULED' }, data })
  if (!changed) throw new LecternError('CONFLICT', 'This class is not planned any more. Look again.')
  return changed
}
