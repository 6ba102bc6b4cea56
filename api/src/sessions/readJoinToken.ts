import { JOIN_TOKEN_MAX_SECONDS, JoinClaims, LecternError } from '@lectern/protocol'
import { errors, jwtVerify } from 'jose'

const ALLOWED_SKEW_SECONDS = 60

/** What a join token says, by the rules that the engine has for it: [TK1] to [TK3]. Throws `TOKEN_EXPIRED` or `BAD_TOKEN`. */
export async function readJoinToken(token: string, secret: string): Promise<JoinClaims> {
  const claims = JoinClaims.safeParse(await verified(token, secret))
  if (!claims.success) throw new LecternError('BAD_TOKEN')
  const longest = Date.now() / 1000 + JOIN_TOKEN_MAX_SECONDS + ALLOWED_SKEW_SECONDS
  if (claims.data.exp > longest) throw new LecternError('BAD_TOKEN')
  return claims.data
}

async function verified(token: string, secret: string): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub'],
    })
    return payload
  } catch (error) {
    throw new LecternError(error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'BAD_TOKEN')
  }
}
