import type { JoinClaims } from '@lectern/protocol'
import { SignJWT } from 'jose'

export const JOIN_SECRET = 'a secret of the tests, 32 characters long'

/** A join token; what is left out is a student in the room `room`, good for an hour. */
export async function mintToken(claims: Partial<JoinClaims> = {}, secret = JOIN_SECRET): Promise<string> {
  const sub = claims.sub ?? 'sam'
  const exp = claims.exp ?? Math.floor(Date.now() / 1000) + 3600
  const all = { room: 'room', name: `Name of ${sub}`, role: 'student', ...claims, sub, exp }
  return new SignJWT(all).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))
}
