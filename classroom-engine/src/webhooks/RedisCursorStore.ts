import { keysOfRoom } from '../redis/keysOfRoom.ts'
import type { RedisConnection } from '../redis/RedisConnection.ts'
import { RedisScript } from '../redis/RedisScript.ts'
import type { CursorStore } from './CursorStore.ts'

/** Key: head. Argument: seq. A former leader that still tells does not set the new one back. */
export const SET_CURSOR = new RedisScript(`
local cursor = tonumber(redis.call('HGET', KEYS[1], 'cursor') or '0')
if tonumber(ARGV[1]) > cursor then redis.call('HSET', KEYS[1], 'cursor', ARGV[1]) end
`)

export class RedisCursorStore implements CursorStore {
  readonly #redis: RedisConnection

  constructor(redis: RedisConnection) {
    this.#redis = redis
  }

  async get(room: string): Promise<number> {
    const [cursor] = await this.#redis.send([['HGET', keysOfRoom(room).head, 'cursor']])
    return Number(cursor ?? 0)
  }

  async set(room: string, seq: number): Promise<void> {
    await this.#redis.send([SET_CURSOR.call([keysOfRoom(room).head], [seq])])
  }
}
