/** Time over which a rate is smoothed, ms. */
const WINDOW_MS = 10_000
/** Below this a room counts as quiet and is forgotten, edits per second. */
const QUIET = 0.01

interface Rate {
  perSecond: number
  at: number
}

/** How many edits rooms get at the moment, each smoothed over some ten seconds. */
export class EditRates {
  readonly #rates = new Map<string, Rate>()

  note(room: string, edits: number, now: number = performance.now()): void {
    this.#rates.set(room, { perSecond: this.of(room, now) + edits / (WINDOW_MS / 1000), at: now })
  }

  /** Edits per second. */
  of(room: string, now: number = performance.now()): number {
    const rate = this.#rates.get(room)
    if (!rate) return 0
    const perSecond = rate.perSecond * Math.exp((rate.at - now) / WINDOW_MS)
    return perSecond < QUIET ? 0 : perSecond
  }

  forget(room: string): void {
    this.#rates.delete(room)
  }
}
