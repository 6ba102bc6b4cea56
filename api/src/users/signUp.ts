import { LecternError } from '@lectern/protocol'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { isUniqueViolation } from '../support/isUniqueViolation.ts'
import { parseInput } from '../support/parseInput.ts'
import { authPayload } from './authPayload.ts'
import { Email, Name, NewPassword, TimeZone } from './fields.ts'
import { isGuessable } from './isGuessable.ts'

const SignUp = z.object({ name: Name, email: Email, password: NewPassword, timeZone: TimeZone.nullish() })

// One sentence for a taken address and for a guessable password, so that it does not say which it was.
const REFUSAL =
  'We could not make an account with this email and password. If you have an account, log in. If not, choose another password or another email.'

/** Makes a student account. Why it is built this way: docs/decisions/0101-sign-up-without-mail.md. */
export async function signUp(ctx: Context, { input }: { input: unknown }) {
  const { address, accountLimits: limits } = ctx
  limits.signUpsFrom.take(address)
  const { password, timeZone, ...person } = parseInput(SignUp, input)
  limits.refusedSignUpsFrom.take(address)
  // Hashed in any case: the answer takes as long for a taken address as for a free one.
  const passwordHash = await ctx.passwords.hash(password)
  if (isGuessable(password, person)) throw new LecternError('BAD_REQUEST', REFUSAL)
  const data = { ...person, passwordHash, timeZone: timeZone ?? 'UTC' }
  const user = await ctx.db.user.create({ data }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new LecternError('BAD_REQUEST', REFUSAL) : error
  })
  limits.refusedSignUpsFrom.giveBack(address)
  return authPayload(ctx, user)
}
