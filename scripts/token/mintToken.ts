import { createHmac } from 'node:crypto'
import { JOIN_TOKEN_MAX_SECONDS, JoinClaims } from '@lectern/protocol'
import { UserError } from '../support/UserError.ts'

export interface TokenRequest extends Omit<JoinClaims, 'exp' | 'iat'> {
  /** Seconds until it ends. Default one hour. */
  ttl?: number
}

const HOUR = 60 * 60

/** A join token: a JWT signed with HS256. Throws a `UserError` that names the claim at fault. */
export function mintToken({ ttl = HOUR, ...claims }: TokenRequest, secret: string): string {
  if (ttl > JOIN_TOKEN_MAX_SECONDS)
    throw new UserError(`A token is good for ${JOIN_TOKEN_MAX_SECONDS} seconds at most.`)
  const iat = Math.floor(Date.now() / 1000)
  const checked = JoinClaims.safeParse({ ...claims, iat, exp: iat + ttl })
  if (!checked.success) {
    const { path, message } = checked.error.issues[0]!
    throw new UserError(`The token's ${path.join('.')} does not fit: ${message}.`)
  }
  const content = [{ alg: 'HS256', typ: 'JWT' }, checked.data].map(encode).join('.')
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
