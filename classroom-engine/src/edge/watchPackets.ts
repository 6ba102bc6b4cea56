import type { Socket } from 'socket.io'
import { TokenBucket } from '../room/TokenBucket.ts'

/** Packets of any kind that one connection may send, whatever the rates of commands are. */
const PACKETS = { burst: 1000, perSecond: 200 }

/** Calls `onOffence`, once, when a connection of socket.io sends more packets than it may, or bytes, which no command takes. */
export function watchPackets(
  connection: Socket['conn'],
  onOffence: (code: 'BAD_REQUEST' | 'RATE_LIMITED') => void,
): void {
  const budget = new TokenBucket(PACKETS)
  const watch = ({ data }: { data?: unknown }) => {
    const isBinary = typeof data === 'object'
    if (!isBinary && budget.take()) return
    connection.off('packet', watch)
    onOffence(isBinary ? 'BAD_REQUEST' : 'RATE_LIMITED')
  }
  connection.on('packet', watch)
}
