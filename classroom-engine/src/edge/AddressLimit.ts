/** Forms in which uWS tells this machine's own addresses. */
const OWN: ReadonlySet<string> = new Set(['127.0.0.1', '0000:0000:0000:0000:0000:0000:0000:0001'])

/**
 * How many sockets one network address holds, so that no single one takes all there are. This machine's own is not counted: a proxy
 * on it speaks for many.
 */
export class AddressLimit {
  readonly #max: number
  readonly #open = new Map<string, number>()

  /** `max` 0: no limit. */
  constructor(max: number) {
    this.#max = max
  }

  /** Counts a socket of the address. */
  opened(address: string): void {
    this.#open.set(address, this.#countOf(address) + 1)
  }

  closed(address: string): void {
    const left = this.#countOf(address) - 1
    if (left > 0) this.#open.set(address, left)
    else this.#open.delete(address)
  }

  /** Whether the address has more sockets than it may. */
  isOver(address: string): boolean {
    return this.#max > 0 && !OWN.has(address) && this.#countOf(address) > this.#max
  }

  #countOf(address: string): number {
    return this.#open.get(address) ?? 0
  }
}
