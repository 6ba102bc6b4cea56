import type { RateLimit } from '@lectern/protocol'

/** Lets `burst` units through at once and `perSecond` on average. */
export class TokenBucket {
  readonly #limit: RateLimit
  #tokens: number
  #filledAt: number

  constructor(limit: RateLimit, now = performance.now()) {
    this.#limit = limit
    this.#tokens = limit.burst
    this.#filledAt = now
  }

  /** Takes units, or none where there are not enough. */
  take(units = 1, now = performance.now()): boolean {
    const { burst, perSecond } = this.#limit
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1000) * perSecond)
    this.#filledAt = now
    if (this.#tokens < units) return false
    this.#tokens -= units
    return true
  }

  /** Milliseconds until one unit can be taken. */
  get waitMs(): number {
    return Math.max(0, Math.ceil(((1 - this.#tokens) / this.#limit.perSecond) * 1000))
  }
}
