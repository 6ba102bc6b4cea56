import { API_TOKEN_AUDIENCE, LecternError, OAUTH_SCOPE, WEB_SERVICE } from '@lectern/protocol'
import { jwtVerify, SignJWT } from 'jose'
import { isUuid } from '../support/isUuid.ts'

const LIFETIME_SECONDS = 60 * 60

const key = (secret: string) => new TextEncoder().encode(secret)

/** A token for an hour of asking as one person. */
export async function mintApiToken(userId: string, secret: string): Promise<{ token: string; expiresAt: Date }> {
  const expires = Math.floor(Date.now() / 1000) + LIFETIME_SECONDS
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(API_TOKEN_AUDIENCE)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(key(secret))
  return { token, expiresAt: new Date(expires * 1000) }
}

export interface Bearer {
  /** Null where the web service asks for somebody who is not logged in. */
  userId: string | null
  vouchesForOAuth: boolean
}

/** Who stands behind a token. Throws `NOT_LOGGED_IN` where it is not one of ours or has run out. */
export async function readApiToken(token: string, secret: string): Promise<Bearer> {
  const { payload } = await verified(token, secret)
  const { sub, scope } = payload
  if (sub === WEB_SERVICE) return { userId: null, vouchesForOAuth: scope === OAUTH_SCOPE }
  if (sub === undefined || !isUuid(sub)) throw new LecternError('NOT_LOGGED_IN')
  return { userId: sub, vouchesForOAuth: false }
}

async function verified(token: string, secret: string) {
  try {
    return await jwtVerify(token, key(secret), {
      algorithms: ['HS256'],
      audience: API_TOKEN_AUDIENCE,
      requiredClaims: ['exp', 'sub'],
    })
  } catch {
    throw new LecternError('NOT_LOGGED_IN', 'Your log-in has run out. Log in again.')
  }
}
