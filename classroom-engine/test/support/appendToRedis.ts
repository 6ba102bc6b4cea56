import { APPEND } from '../../src/log/RedisLogScripts.ts'
import { RedisRoomLog } from '../../src/log/RedisRoomLog.ts'
import { RedisClock } from '../../src/redis/RedisClock.ts'
import { RedisConnection } from '../../src/redis/RedisConnection.ts'

/** Appends to a room until it is killed, and prints each acknowledged `seq`: `node appendToRedis.ts <url> <room>`. */
const [url = '', room = ''] = process.argv.slice(2)
const redis = new RedisConnection(url, [APPEND])
await redis.connected(5000)
const log = new RedisRoomLog(redis, new RedisClock(redis))
for (;;) {
  const entries = [{ kind: 'mark', actor: 'server', payload: { type: 'opened', title: '' } }] as const
  const [appended] = await log.append([{ room, t: log.now(), entries }])
  process.stdout.write(`${appended?.seq}\n`)
}
