/**
 * Debug tokens open `NODE_REPORT_PATH` of a service for a minute: `<end>.<signature>`, `end` in seconds since 1970, `signature` the
 * HMAC-SHA-256 of `lectern-debug:<end>` under `LECTERN_DEBUG_SECRET`, in hex.
 */
const LIFETIME_SECONDS = 60
/** Clocks of two machines may differ by this much. */
const SLACK_SECONDS = 30
const FORM = /^(\d{1,12})\.([0-9a-f]{64})$/

/** A token for the next minute. */
export async function mintDebugToken(secret: string, nowMs: number): Promise<string> {
  const end = Math.floor(nowMs / 1000) + LIFETIME_SECONDS
  const signature = await crypto.subtle.sign('HMAC', await keyOf(secret, 'sign'), textOf(end))
  return `${end}.${[...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** Whether the token is good now. Without a secret none is. */
export async function isDebugToken(token: string, secret: string | undefined, nowMs: number): Promise<boolean> {
  const [, end, signature] = FORM.exec(token) ?? []
  if (!secret || !end || !signature) return false
  const left = Number(end) - nowMs / 1000
  if (left <= 0 || left > LIFETIME_SECONDS + SLACK_SECONDS) return false
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return crypto.subtle.verify('HMAC', await keyOf(secret, 'verify'), bytes, textOf(Number(end)))
}

const textOf = (end: number) => new TextEncoder().encode(`lectern-debug:${end}`)

const keyOf = (secret: string, use: 'sign' | 'verify') =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [use])
