import type { User } from '@lectern/prisma'
import type { Context } from '../context.ts'
import { mintApiToken } from './apiToken.ts'

/** What a successful log-in answers with. */
export async function authPayload(ctx: Context, user: User) {
  // The request speaks for this person from here on, so the answer shows what they may see of themselves.
  ctx.viewer = user
  return { ...(await mintApiToken(user.id, ctx.config.LECTERN_API_SECRET)), user }
}
