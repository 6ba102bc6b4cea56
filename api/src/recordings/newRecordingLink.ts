import type { Recording } from '@lectern/prisma'
import type { Context } from '../context.ts'
import { taughtRecording } from './access.ts'
import { isOutOfDate, newLinkKey } from './linkKey.ts'

/** Another key for a recording's link. The one before opens nothing from now on. */
export async function newRecordingLink(ctx: Context, { id }: { id: string }): Promise<Recording> {
  const { recording } = await taughtRecording(ctx, id)
  const linkExpiresAt = isOutOfDate(recording) ? null : undefined
  return ctx.db.recording.update({ where: { id, deletedAt: null }, data: { linkKey: newLinkKey(), linkExpiresAt } })
}
