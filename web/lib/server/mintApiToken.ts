import { SignJWT } from 'jose'
import { config } from '../config'

const LIFETIME_SECONDS = 60

/**
 * A short-lived token for the API. With a user id it speaks for that person; without one it proves that the web
 * service itself asks, for somebody who is not logged in.
 */
export async function mintApiToken(userId: string | undefined): Promise<string> {
  const secret = new TextEncoder().encode(config().LECTERN_API_SECRET)
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience('lectern-api')
    .setSubject(userId ?? 'service:web')
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME_SECONDS)
    .sign(secret)
}
