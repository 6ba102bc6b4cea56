import type { RedisConnection } from '../redis/RedisConnection.ts'
import type { OwedTimelines } from './OwedTimelines.ts'

const KEY = 'lectern:timelines'

export class RedisOwedTimelines implements OwedTimelines {
  readonly #redis: RedisConnection

  constructor(redis: RedisConnection) {
    this.#redis = redis
  }

  async add(room: string): Promise<void> {
    await this.#redis.send([['SADD', KEY, room]])
  }

  async remove(room: string): Promise<void> {
    await this.#redis.send([['SREM', KEY, room]])
  }

  async list(): Promise<string[]> {
    const [rooms] = await this.#redis.send([['SMEMBERS', KEY]])
    return (rooms as Buffer[]).map(String)
  }
}
