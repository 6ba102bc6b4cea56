import type { JoinClaims } from '@lectern/protocol'
import { tokenClaims } from '../classroom/tokenClaims.ts'

/** The token of `/join?token=…`, `/join/<room>?token=…` or `/join#token=…`; the part after # never reaches a server, so it wins. */
export function tokenOfLink(search: string, hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? new URLSearchParams(search).get('token')
}

/** The token that works longer; the one at hand where there is no other. */
export function longerToken(token: string, other: string | null): string {
  const end = (each: string | null) => (each === null ? 0 : (readGuestToken(each)?.exp ?? 0))
  return end(other) > end(token) && other !== null ? other : token
}

/** What a join token says, for showing only: the engine checks the signature. Null where it is none. */
export function readGuestToken(token: string): JoinClaims | null {
  try {
    return tokenClaims(token)
  } catch {
    return null
  }
}
