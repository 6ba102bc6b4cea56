import { createShardedAdapter } from '@socket.io/redis-adapter'
import type { Logger } from 'pino'
import { createClient } from 'redis'
import type { ServerOptions } from 'socket.io'
import { RedisConnection } from '../redis/RedisConnection.ts'

export interface ClassAdapter {
  adapter: NonNullable<ServerOptions['adapter']>
  close(): Promise<void>
}

type Listener = (message: Buffer, channel: Buffer) => void

/** What is told to classes is worth nothing later: more than these are not kept waiting for a Redis that does not answer. */
const MAX_ON_THE_WAY = 32
const RECONNECT_MS = 200

/**
 * socket.io's adapter for Redis: what is told to a whole class reaches its sockets at all engines. The adapter itself drops the
 * promises of its connections, so they are given to it in a form that never rejects.
 */
export function openRedisClassAdapter(redisUrl: string, logger: Logger): ClassAdapter {
  const publishing = new RedisConnection(redisUrl, [])
  const subscribing = createClient({
    url: redisUrl,
    maintNotifications: 'disabled',
    socket: { reconnectStrategy: RECONNECT_MS },
  })
  let onTheWay = 0

  async function sPublish(channel: string, message: string | Buffer): Promise<void> {
    if (onTheWay >= MAX_ON_THE_WAY) return
    onTheWay += 1
    try {
      await publishing.send([['SPUBLISH', channel, message]])
    } catch (error) {
      logger.debug({ err: error }, 'what was told to a class did not reach other engines')
    } finally {
      onTheWay -= 1
    }
  }

  /** Channels that the adapter wants; those that it could not get are asked for again with the next connection. */
  const missing = new Map<string, Listener>()
  async function sSubscribe(channel: string, listener: Listener): Promise<void> {
    missing.set(channel, listener)
    await subscribing.sSubscribe(channel, listener, true).then(
      () => missing.delete(channel),
      (error: unknown) => logger.debug({ err: error, channel }, 'a class is not listened to yet'),
    )
  }
  async function sUnsubscribe(channel: string): Promise<void> {
    missing.delete(channel)
    await subscribing.sUnsubscribe(channel).catch(() => undefined)
  }

  subscribing.on('error', (error: unknown) => logger.debug({ err: error }, 'classes are not listened to right now'))
  subscribing.on('ready', () => {
    for (const [channel, listener] of missing) void sSubscribe(channel, listener)
  })
  // Tries again by itself, for ever.
  subscribing.connect().catch(() => undefined)
  // One for both: it knows a client of this library by its `sSubscribe`, also one that it publishes with.
  const client = { sPublish, sSubscribe, sUnsubscribe }
  return {
    adapter: createShardedAdapter(client, client),
    close: async () => {
      subscribing.destroy()
      await publishing.close()
    },
  }
}
