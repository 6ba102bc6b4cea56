import { LecternError } from '@lectern/protocol'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { authPayload } from './authPayload.ts'

const LogIn = z.object({ email: z.string().trim().toLowerCase().max(254), password: z.string().max(200) })

/** Checks email and password. An unknown address, a wrong password and an account without one answer alike. */
export async function logIn(ctx: Context, args: unknown) {
  const { accountLimits: limits, address } = ctx
  const given = LogIn.safeParse(args)
  const email = given.success ? given.data.email : ''
  const key = `${address} ${email}`
  limits.logInFrom.take(address)
  limits.logIn.take(key)
  const giveBack = () => {
    limits.logInFrom.giveBack(address)
    limits.logIn.giveBack(key)
  }
  const user = await userOf(ctx, email).catch((error: unknown) => {
    // Whoever tried while the database was away has not tried a password.
    giveBack()
    throw error
  })
  const fits = await ctx.passwords.verify(user?.passwordHash ?? null, given.success ? given.data.password : '')
  ctx.metrics.logIns.inc({ outcome: user && fits ? 'done' : 'refused' })
  if (!user || !fits) throw new LecternError('WRONG_CREDENTIALS')
  giveBack()
  return authPayload(ctx, user)
}

// PostgreSQL refuses the character NUL, which no address has.
const userOf = async ({ db }: Context, email: string) =>
  email === '' || email.includes('\0') ? null : db.user.findUnique({ where: { email } })
