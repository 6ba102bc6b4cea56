import { ConfigError } from '@lectern/protocol/config'
import type { Logger } from 'pino'
import { CLAIM, HOLD, RELEASE, SEIZE } from '../cluster/RedisLeaseScripts.ts'
import { RedisRoomLeases } from '../cluster/RedisRoomLeases.ts'
import type { EngineAddress } from '../cluster/RoomLeases.ts'
import { APPEND, PUT_SNAPSHOT, SET_ASIDE } from '../log/RedisLogScripts.ts'
import { RedisRoomLog } from '../log/RedisRoomLog.ts'
import { RedisOwedTimelines } from '../recording/RedisOwedTimelines.ts'
import { RedisClock } from '../redis/RedisClock.ts'
import { RedisConnection } from '../redis/RedisConnection.ts'
import { readRedisDurability } from '../redis/readRedisDurability.ts'
import { RedisCursorStore, SET_CURSOR } from '../webhooks/RedisCursorStore.ts'
import type { Stores } from './Stores.ts'

const SCRIPTS = [APPEND, PUT_SNAPSHOT, SET_ASIDE, CLAIM, SEIZE, RELEASE, HOLD, SET_CURSOR]
/** How long an engine waits for Redis when it starts, ms. */
const PATIENCE_MS = 10_000

/** What engines share in Redis. Throws a ConfigError where Redis does not answer. */
export async function openRedisStores(url: string, engine: EngineAddress, logger: Logger): Promise<Stores> {
  const redis = new RedisConnection(url, SCRIPTS)
  const clock = new RedisClock(redis)
  const leases = new RedisRoomLeases(redis, engine)
  let durability = 'not known'
  const lookAtDurability = async () => {
    const found = await readRedisDurability(redis)
    if (found.warning && durability !== found.text) logger.warn(found.warning)
    durability = found.text
  }
  try {
    await redis.connected(PATIENCE_MS)
    await clock.setRight()
    await lookAtDurability()
  } catch (error) {
    clock.close()
    await redis.close()
    throw new ConfigError('LECTERN_REDIS_URL', `Redis does not answer there: ${(error as Error).message}`)
  }
  const log = new RedisRoomLog(redis, clock)
  redis.events.on('ready', () => {
    lookAtDurability().catch((error: unknown) => logger.warn({ err: error }, 'how durable Redis is cannot be asked'))
  })
  return {
    log,
    leases,
    cursors: new RedisCursorStore(redis),
    owedTimelines: new RedisOwedTimelines(redis),
    durability: () => durability,
    onReturn: (listener) => void redis.events.on('ready', listener),
    async close() {
      await leases.close()
      await log.close()
      clock.close()
      await redis.close()
    },
  }
}
