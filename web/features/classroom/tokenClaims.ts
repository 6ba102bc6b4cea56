import { JoinClaims } from '@lectern/protocol'

/** Claims of a join token, not checked: the engine checks the signature. Throws on what is no join token. */
export function tokenClaims(token: string): JoinClaims {
  const body = token.split('.')[1] ?? ''
  const bytes = Uint8Array.from(atob(body.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0))
  return JoinClaims.parse(JSON.parse(new TextDecoder().decode(bytes)))
}
