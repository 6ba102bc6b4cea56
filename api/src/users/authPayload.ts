import type { User } from '@lectern/prisma'
import type { Context } from '../context.ts'
import { mintApiToken } from './apiToken.ts'

/** What a successful log-in answers with. */
export async function authPayload({ config }: Context, user: User) {
  return { ...(await mintApiToken(user.id, config.LECTERN_API_SECRET)), user }
}
