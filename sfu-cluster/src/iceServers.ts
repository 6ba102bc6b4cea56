import { createHmac } from 'node:crypto'
import type { IceServer } from '@lectern/protocol'
import type { IceConfig } from './config.ts'

/**
 * ICE servers for one person. TURN credentials end by themselves: the name is `<expiry, epoch s>:<user>`, the password its
 * HMAC-SHA1 (coturn, `use-auth-secret`). `now` in epoch ms.
 */
export function iceServers({ servers, turn }: IceConfig, userId: string, now: number): IceServer[] {
  if (!turn) return servers
  const username = `${Math.floor(now / 1000) + turn.seconds}:${userId}`
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64')
  return [...servers, { urls: turn.urls, username, credential }]
}
