/** What was said longer ago counts no more, ms. */
const KEPT_MS = 10 * 60_000

/** How far the clock of a room's log is ahead of the time of day here, learned of what engines say when they call. */
export class LogClock {
  readonly #said: { at: number; ahead: number }[] = []

  /** `logTime`: the log's clock when a call was sent; `now`: when it came in. Both epoch ms. */
  told(logTime: number, now: number): void {
    this.#said.push({ at: now, ahead: logTime - now })
    while (now - this.#said[0]!.at > KEPT_MS) this.#said.shift()
  }

  /** The call that was under way for the shortest time is the most exact one, ms. */
  get aheadMs(): number {
    return Math.max(...this.#said.map(({ ahead }) => ahead))
  }
}
