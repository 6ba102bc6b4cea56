import type { RedisConnection } from './RedisConnection.ts'

const SET_RIGHT_MS = 60_000

/** The clock that all engines share: this process's, set right by that of Redis. It never falls. */
export class RedisClock {
  readonly #redis: RedisConnection
  readonly #timer: NodeJS.Timeout
  #ahead = 0
  #last = 0

  constructor(redis: RedisConnection) {
    this.#redis = redis
    const setRight = () => void this.setRight().catch(() => undefined)
    this.#timer = setInterval(setRight, SET_RIGHT_MS).unref()
    redis.events.on('ready', setRight)
  }

  /** Epoch ms. */
  now(): number {
    this.#last = Math.max(this.#last, Math.round(Date.now() + this.#ahead))
    return this.#last
  }

  async setRight(): Promise<void> {
    const before = Date.now()
    const [reply] = await this.#redis.send([['TIME']])
    const [seconds, microseconds] = (reply as Buffer[]).map(Number)
    this.#ahead = seconds! * 1000 + microseconds! / 1000 - (before + Date.now()) / 2
  }

  close(): void {
    clearInterval(this.#timer)
  }
}
