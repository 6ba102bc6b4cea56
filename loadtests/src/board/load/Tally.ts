/** How often each latency was met: pairs of 0.1 ms and a count. */
export type Latencies = [tenths: number, count: number][]

const LONGEST_TENTHS = 600_000

/** What the clients of one process have received. */
export class Tally {
  /** Updates that came to others than their senders. */
  delivered = 0
  #latencies = new Uint32Array(LONGEST_TENTHS + 1)

  add(updates: number, micros: number): void {
    this.delivered += updates
    const tenths = Math.min(LONGEST_TENTHS, Math.max(0, Math.round(micros / 100)))
    this.#latencies[tenths]! += 1
  }

  /** The latencies since the last call. */
  takeLatencies(): Latencies {
    const taken: Latencies = []
    for (const [tenths, count] of this.#latencies.entries()) if (count > 0) taken.push([tenths, count])
    this.#latencies.fill(0)
    return taken
  }
}

/** The latency in ms that so many per cent of all are not above; NaN of none. */
export function latencyAt(latencies: Latencies, percent: number): number {
  const sorted = latencies.toSorted(([a], [b]) => a - b)
  const all = sorted.reduce((sum, [, count]) => sum + count, 0)
  let left = Math.ceil((percent / 100) * all)
  for (const [tenths, count] of sorted) {
    left -= count
    if (left <= 0) return tenths / 10
  }
  return Number.NaN
}
