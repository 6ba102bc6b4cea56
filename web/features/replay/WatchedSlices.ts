import type { ReplayClock } from './Replay.ts'

/** Length of a slice of what was watched, ms. */
const SLICE_MS = 5000

/** Notes which slices of 5 seconds were played, as often as they were. */
export class WatchedSlices {
  #slices: number[] = []
  #last: number | null = null

  /** Is told of the clock again and again. */
  handleClock({ t, playing, waiting }: ReplayClock): void {
    if (!playing || waiting) return
    const slice = Math.floor(t / SLICE_MS)
    if (slice === this.#last) return
    this.#last = slice
    this.#slices.push(slice)
  }

  /** The viewer went elsewhere: the same slice, played again, counts again. */
  handleSeek(): void {
    this.#last = null
  }

  /** Those since the last call. */
  take(): number[] {
    const taken = this.#slices
    this.#slices = []
    return taken
  }

  /** Could not be told: they come with the next ones. */
  giveBack(slices: readonly number[]): void {
    this.#slices = [...slices, ...this.#slices]
  }
}
