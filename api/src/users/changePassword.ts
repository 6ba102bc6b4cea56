import { LecternError } from '@lectern/protocol'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { parseInput } from '../support/parseInput.ts'
import { requireViewer } from '../viewer.ts'
import { NewPassword } from './fields.ts'
import { isGuessable } from './isGuessable.ts'

const ChangePassword = z.object({ currentPassword: z.string().max(200), newPassword: NewPassword })

export async function changePassword(ctx: Context, args: unknown) {
  const viewer = requireViewer(ctx)
  const { currentPassword, newPassword } = parseInput(ChangePassword, args)
  if (viewer.passwordHash === null) {
    throw new LecternError('NOT_ALLOWED', 'This account has no password: it logs in through Google or GitHub.')
  }
  ctx.accountLimits.changePassword.take(viewer.id)
  const fits = await ctx.passwords.verify(viewer.passwordHash, currentPassword)
  if (!fits) {
    throw new LecternError('WRONG_CREDENTIALS', 'The current password is not right.', { field: 'currentPassword' })
  }
  ctx.accountLimits.changePassword.giveBack(viewer.id)
  if (isGuessable(newPassword, viewer)) {
    throw new LecternError('BAD_REQUEST', 'That password is too easy to guess.', { field: 'newPassword' })
  }
  const passwordHash = await ctx.passwords.hash(newPassword)
  return ctx.db.user.update({ where: { id: viewer.id }, data: { passwordHash } })
}
