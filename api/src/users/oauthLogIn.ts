import type { User } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { isUniqueViolation } from '../support/isUniqueViolation.ts'
import { parseInput } from '../support/parseInput.ts'
import { authPayload } from './authPayload.ts'
import { Email, Name } from './fields.ts'

const OAuthLogIn = z.object({
  provider: z.enum(['GOOGLE', 'GITHUB']),
  providerAccountId: z.string().min(1).max(255),
  email: Email,
  emailVerified: z.boolean(),
  name: Name.catch('New student'),
})
type OAuthLogIn = z.output<typeof OAuthLogIn>

/** Finds or makes the account behind a log-in at Google or GitHub, for which the web service vouches. */
export async function oauthLogIn(ctx: Context, { input }: { input: unknown }) {
  if (!ctx.vouchesForOAuth) throw new LecternError('NOT_ALLOWED')
  const logIn = parseInput(OAuthLogIn, input)
  const user = (await knownUser(ctx, logIn)) ?? (await adopt(ctx, logIn))
  return authPayload(ctx, user)
}

async function knownUser({ db }: Context, { provider, providerAccountId }: OAuthLogIn): Promise<User | null> {
  const where = { provider_providerAccountId: { provider, providerAccountId } }
  const account = await db.account.findUnique({ where, include: { user: true } })
  return account?.user ?? null
}

async function adopt(ctx: Context, logIn: OAuthLogIn): Promise<User> {
  if (!logIn.emailVerified) {
    throw new LecternError('NOT_ALLOWED', 'Confirm your email address there first, then log in again.')
  }
  try {
    return await link(ctx, logIn)
  } catch (error) {
    // Two first log-ins at once: the other one has made the account by now.
    const user = isUniqueViolation(error) ? await knownUser(ctx, logIn) : null
    if (!user) throw error
    return user
  }
}

async function link({ db }: Context, { provider, providerAccountId, email, name }: OAuthLogIn): Promise<User> {
  const accounts = { create: { provider, providerAccountId } }
  const owner = await db.user.findUnique({ where: { email } })
  if (!owner) return db.user.create({ data: { email, name, emailVerifiedAt: new Date(), accounts } })
  // Whoever signed up with a password never showed that the address is theirs. Joining the two would let a stranger who
  // signed up first read along.
  if (!owner.emailVerifiedAt) {
    throw new LecternError('NOT_ALLOWED', 'There is an account with this email already. Log in with its password.')
  }
  return db.user.update({ where: { id: owner.id }, data: { accounts } })
}
