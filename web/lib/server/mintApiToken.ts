import { API_TOKEN_AUDIENCE, OAUTH_SCOPE, WEB_SERVICE } from '@lectern/protocol'
import { SignJWT } from 'jose'
import { config } from '../config.ts'
import type { Caller } from './Caller.ts'

const LIFETIME_SECONDS = 60

/** A short-lived token for the API that speaks for the caller. */
export async function mintApiToken({ userId, vouchesForOAuth }: Caller): Promise<string> {
  const secret = new TextEncoder().encode(config().LECTERN_API_SECRET)
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT(vouchesForOAuth ? { scope: OAUTH_SCOPE } : {})
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(API_TOKEN_AUDIENCE)
    .setSubject(userId ?? WEB_SERVICE)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME_SECONDS)
    .sign(secret)
}
