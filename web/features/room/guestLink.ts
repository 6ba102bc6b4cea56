import type { JoinClaims } from '@lectern/protocol'
import { tokenClaims } from '../classroom/tokenClaims.ts'

/** The token of `/join?token=…`, `/join/<room>?token=…` or `/join#token=…`; the part after # never reaches a server, so it wins. */
export function tokenOfLink(search: string, hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? new URLSearchParams(search).get('token')
}

/** What a join token says, for showing only: the engine checks the signature. Null where it is none. */
export function readGuestToken(token: string): JoinClaims | null {
  try {
    return tokenClaims(token)
  } catch {
    return null
  }
}
