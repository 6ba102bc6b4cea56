import type { SenderReport } from './rtp/rtcp.ts'

/** Least delays are looked for in so many pieces of so many ms. */
const PIECES = 20
const PIECE_MS = 1000
const REPORTS = 5
/** Sender reports that say that a sample was under way for longer than this are not believed, ms. */
const LONGEST_WAY_MS = 400
/** How far samples are moved from one segment to the next where the clocks turn out to be apart, ms. */
const STEP_MS = 30
/** Where they are further apart, and later, it is a gap, ms. */
const LEAP_MS = 1000
/** Time and timestamps that part by more than this between two samples: the timestamps began anew, ms. */
const NEW_TIMESTAMPS_MS = 2000

/**
 * Which class time a timestamp of a track means. A sample lies where it came in with the least delay, or, once the media worker has
 * worked out from sender reports when it was captured, there: by that rule sound and picture of one person fit each other.
 */
export class TrackClock {
  readonly #ticksPerMs: number
  readonly #toClassMs: number
  /** Least of (time of arrival - timestamp) by second, ms, the newest last. */
  readonly #delays: { since: number; least: number }[] = []
  /** The same by sender reports, the newest last. */
  readonly #captured: number[] = []
  /** Least of (time of arrival - time that it tells) of reports: how far the media worker's clock is behind. */
  readonly #behind: number[] = []
  #last: { timestamp: number; at: number } | undefined
  #base: number | undefined

  /** `toClassMs`: class time minus time of day here. */
  constructor(ticksPerSecond: number, toClassMs: number) {
    this.#ticksPerMs = ticksPerSecond / 1000
    this.#toClassMs = toClassMs
  }

  /** Whether this timestamp cannot be of the same row as those before. */
  beginsAnew(timestamp: number, now: number): boolean {
    if (!this.#last) return false
    const passed = (timestamp - this.#last.timestamp) / this.#ticksPerMs
    return Math.abs(passed - (now - this.#last.at)) > NEW_TIMESTAMPS_MS
  }

  /** Forgets what it learned of the timestamps before. */
  beginAnew(): void {
    this.#delays.length = 0
    this.#captured.length = 0
    this.#base = undefined
    this.#last = undefined
  }

  /** `timestamp`: unwrapped. */
  arrived(timestamp: number, now: number): void {
    this.#last = { timestamp, at: now }
    const delay = now - timestamp / this.#ticksPerMs
    const piece = this.#delays.at(-1)
    if (piece && now - piece.since < PIECE_MS) {
      piece.least = Math.min(piece.least, delay)
      return
    }
    this.#delays.push({ since: now, least: delay })
    if (this.#delays.length > PIECES) this.#delays.shift()
  }

  /** `timestamp` of the report unwrapped. */
  reported({ ntpMs, timestamp }: Pick<SenderReport, 'ntpMs' | 'timestamp'>, now: number): void {
    keepLast(this.#behind, now - ntpMs, PIECES)
    keepLast(this.#captured, ntpMs + Math.min(...this.#behind) - timestamp / this.#ticksPerMs, REPORTS)
  }

  /** Takes over what was learned; to be called once per segment. */
  settle(): void {
    const found = this.#find()
    const ahead = this.#base === undefined ? Number.POSITIVE_INFINITY : found - this.#base
    this.#base = ahead > LEAP_MS ? found : this.#base! + Math.max(-STEP_MS, Math.min(STEP_MS, ahead))
  }

  /** Class time of a timestamp, ms, by what was taken over last. */
  at(timestamp: number): number {
    return timestamp / this.#ticksPerMs + this.#base! + this.#toClassMs
  }

  #find(): number {
    const arrival = Math.min(...this.#delays.map(({ least }) => least))
    const captured = median(this.#captured)
    const isPlausible = captured !== undefined && captured < arrival && arrival - captured < LONGEST_WAY_MS
    return isPlausible ? captured : arrival
  }
}

function keepLast(list: number[], value: number, count: number): void {
  list.push(value)
  if (list.length > count) list.shift()
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}
