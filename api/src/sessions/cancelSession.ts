import type { Context } from '../context.ts'
import { taughtSession } from './access.ts'
import { changeScheduled } from './changeScheduled.ts'

export async function cancelSession(ctx: Context, { id }: { id: string }) {
  const { session } = await taughtSession(ctx, id)
  if (session.state === 'CANCELLED') return session
  return changeScheduled(ctx, id, { state: 'CANCELLED' })
}
