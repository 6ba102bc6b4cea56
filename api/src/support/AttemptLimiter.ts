import { LecternError } from '@lectern/protocol'

export interface Limit {
  attempts: number
  windowMs: number
}

interface Window {
  used: number
  endsAt: number
}

const MAX_KEYS = 50_000

/** Counts attempts per key in fixed windows, in memory. */
export class AttemptLimiter {
  readonly #limit: Limit
  readonly #now: () => number
  readonly #windows = new Map<string, Window>()

  constructor(limit: Limit, now: () => number = Date.now) {
    this.#limit = limit
    this.#now = now
  }

  /**
   * Counts an attempt. It is counted before its outcome is known, so that many at once cannot slip through.
   *
   * @throws `RATE_LIMITED` with the time until the window ends
   */
  take(key: string): void {
    const window = this.#windowOf(key)
    if (window.used >= this.#limit.attempts) {
      const retryAfterMs = window.endsAt - this.#now()
      throw new LecternError('RATE_LIMITED', `Too many attempts. Try again ${inMinutes(retryAfterMs)}.`, {
        retryAfterMs,
      })
    }
    window.used += 1
  }

  /** Takes back an attempt that turned out well. */
  giveBack(key: string): void {
    const window = this.#windows.get(key)
    if (window && window.used > 0) window.used -= 1
  }

  #windowOf(key: string): Window {
    const known = this.#windows.get(key)
    if (known && known.endsAt > this.#now()) return known
    const fresh = { used: 0, endsAt: this.#now() + this.#limit.windowMs }
    this.#windows.delete(key)
    this.#makeRoom()
    this.#windows.set(key, fresh)
    return fresh
  }

  // Windows have one length and stand in the order of their start, so the first one is the one that ends first.
  #makeRoom(): void {
    for (const [key, { endsAt }] of this.#windows) {
      if (endsAt > this.#now() && this.#windows.size < MAX_KEYS) return
      this.#windows.delete(key)
    }
  }
}

function inMinutes(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  return minutes <= 1 ? 'in a minute' : `in ${minutes} minutes`
}
