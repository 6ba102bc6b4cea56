/** Takes a counter of so many bits, which starts over from 0, for one that does not. */
export class Unwrapper {
  readonly #size: number
  #last: number | undefined

  constructor(bits: 16 | 32) {
    this.#size = 2 ** bits
  }

  /** The nearest to the one before. */
  unwrap(value: number): number {
    this.#last = this.near(value)
    return this.#last
  }

  /** The same, and the next one is still measured against the one before. */
  near(value: number): number {
    if (this.#last === undefined) return value
    const size = this.#size
    const ahead = (((value - this.#last) % size) + size) % size
    return this.#last + (ahead < size / 2 ? ahead : ahead - size)
  }
}
