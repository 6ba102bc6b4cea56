import type { JoinClaims } from '@lectern/protocol'
import { SignJWT } from 'jose'
import { SECRETS } from './startSchool.ts'

const nowSeconds = () => Math.floor(Date.now() / 1000)

/** A join token as anybody who holds the secret makes it; a student's, for a minute, unless told otherwise. */
export const joinToken = ({ sub = 'guest:1', exp = nowSeconds() + 60, ...claims }: Partial<JoinClaims>) =>
  new SignJWT({ name: 'Zed', role: 'student', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setExpirationTime(exp)
    .sign(new TextEncoder().encode(SECRETS.LECTERN_JOIN_SECRET))
