import { JoinClaims } from '@lectern/protocol'

/** What a guest's link says, read from the token. Not checked here: the engine checks the signature. */
export type GuestClaims = Pick<JoinClaims, 'room' | 'name' | 'role' | 'title' | 'exp'>

const Shown = JoinClaims.pick({ room: true, name: true, role: true, title: true, exp: true })

/** The token of `/join?token=…`, `/join/<room>?token=…` or `/join#token=…`; the part after # never reaches a server, so it wins. */
export function tokenOfLink(search: string, hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? new URLSearchParams(search).get('token')
}

/** Reads room and name from a join token; null where it is none. */
export function readGuestToken(token: string): GuestClaims | null {
  try {
    const [, body] = token.split('.')
    const bytes = Uint8Array.from(atob(body!.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0))
    const claims = Shown.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return claims.success ? claims.data : null
  } catch {
    return null
  }
}
