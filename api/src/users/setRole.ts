import type { Role } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { isUuid } from '../support/isUuid.ts'
import { requireAdmin } from '../viewer.ts'

export async function setRole(ctx: Context, { userId, role }: { userId: string; role: Role }) {
  const admin = requireAdmin(ctx)
  if (userId === admin.id) throw new LecternError('NOT_ALLOWED', 'Another admin has to change your role.')
  const known = isUuid(userId) && (await ctx.loaders.userById.load(userId))
  if (!known) throw new LecternError('NOT_FOUND', 'There is no such account.')
  return ctx.db.user.update({ where: { id: userId }, data: { role } })
}
