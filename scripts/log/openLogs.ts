import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LmdbRoomLog } from '../../classroom-engine/src/log/LmdbRoomLog.ts'
import { openLmdb } from '../../classroom-engine/src/log/openLmdb.ts'
import { RedisRoomLog } from '../../classroom-engine/src/log/RedisRoomLog.ts'
import type { RoomLog } from '../../classroom-engine/src/log/RoomLog.ts'
import { RedisClock } from '../../classroom-engine/src/redis/RedisClock.ts'
import { RedisConnection } from '../../classroom-engine/src/redis/RedisConnection.ts'
import { readRedisUrl } from '../supervisor/redisConfig.ts'
import { UserError } from '../support/UserError.ts'

const PATIENCE_MS = 3000

/** Every log there is, for reading, each open while it is looked at: one engine's own in the data folder, and the one in Redis. */
export async function* openLogs(dataDir: string): AsyncIterable<RoomLog> {
  const folder = join(dataDir, 'engine')
  const redisUrl = process.env.LECTERN_REDIS_URL || (await readRedisUrl(dataDir))
  if (!existsSync(folder) && !redisUrl)
    throw new UserError(`There is no log in ${dataDir}: name the data folder with --data.`)
  if (existsSync(folder)) yield* lmdbLog(folder)
  if (redisUrl) yield* redisLog(redisUrl)
}

async function* lmdbLog(folder: string): AsyncIterable<RoomLog> {
  const root = openLmdb(folder, { readOnly: true })
  const log = new LmdbRoomLog(root)
  try {
    yield log
  } finally {
    await log.close()
    await root.close()
  }
}

async function* redisLog(url: string): AsyncIterable<RoomLog> {
  const redis = new RedisConnection(url, [])
  const clock = new RedisClock(redis)
  const log = new RedisRoomLog(redis, clock)
  try {
    await redis.connected(PATIENCE_MS).catch(() => {
      throw new UserError('There may be more in Redis, which does not answer: start Lectern with --engines first.')
    })
    yield log
  } finally {
    await log.close()
    clock.close()
    await redis.close()
  }
}
