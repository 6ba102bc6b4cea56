import type { MediaState } from './MediaState.ts'

const MAX_MS = 600_000

/** Measures for how long sound and picture were away after they had been there. */
export class GapMeter {
  readonly #now: () => number
  #status: MediaState['status'] | undefined
  #lostAt: number | undefined
  #gapMs: number | undefined

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** To be told each time the state may have changed. */
  see(status: MediaState['status']): void {
    const before = this.#status
    this.#status = status
    if (before === status) return
    if (before === 'connected') this.#lostAt = this.#now()
    if (status !== 'connected' || this.#lostAt === undefined) return
    this.#gapMs = Math.min(MAX_MS, Math.round(this.#now() - this.#lostAt))
    this.#lostAt = undefined
  }

  /** The last gap, ms, once. */
  take(): number | undefined {
    const gapMs = this.#gapMs
    this.#gapMs = undefined
    return gapMs
  }
}
