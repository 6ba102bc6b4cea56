import { JOIN_TOKEN_MAX_SECONDS, JOIN_TOKEN_SECONDS, JoinClaims, LecternError } from '@lectern/protocol'
import { errors, jwtVerify, SignJWT } from 'jose'

/** Seconds by which the minter's clock may be ahead of ours. */
const CLOCK_SKEW_SECONDS = 60

/** Checks and renews join tokens. Rules [TK1] to [TK3]. */
export class JoinTokens {
  readonly #secret: Uint8Array

  constructor(secret: string) {
    this.#secret = new TextEncoder().encode(secret)
  }

  /** Claims of a good token. Throws BAD_TOKEN, TOKEN_EXPIRED. */
  async verify(token: string): Promise<JoinClaims> {
    const claims = JoinClaims.safeParse(await this.#payloadOf(token)).data
    if (!claims || claims.exp > Date.now() / 1000 + JOIN_TOKEN_MAX_SECONDS + CLOCK_SKEW_SECONDS) {
      throw new LecternError('BAD_TOKEN')
    }
    return claims
  }

  /** Claims of a good token for this room. */
  async verifyFor(room: string, token: string): Promise<JoinClaims> {
    const claims = await this.verify(token)
    if (claims.room !== room) throw new LecternError('BAD_TOKEN')
    return claims
  }

  /** Throws TOKEN_EXPIRED where a token that was good has ended since. */
  mustLive({ exp }: JoinClaims): void {
    if (exp * 1000 < Date.now()) throw new LecternError('TOKEN_EXPIRED')
  }

  /** A new token for a person in class, with the same claims. `expiresAt`: epoch ms. */
  async renew({ exp: _exp, iat: _iat, ...claims }: JoinClaims): Promise<{ token: string; expiresAt: number }> {
    const now = Math.floor(Date.now() / 1000)
    const exp = now + JOIN_TOKEN_SECONDS
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt(now)
      .setExpirationTime(exp)
      .sign(this.#secret)
    return { token, expiresAt: exp * 1000 }
  }

  async #payloadOf(token: string): Promise<unknown> {
    try {
      return (await jwtVerify(token, this.#secret, { algorithms: ['HS256'] })).payload
    } catch (error) {
      throw new LecternError(error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'BAD_TOKEN')
    }
  }
}
