/** A repeatable source of numbers (mulberry32): the same seed gives the same traffic. */
export function random(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const between = (low: number, high: number): number => low + next() * (high - low)
  return { next, below, between, pick: <T>(values: readonly T[]): T => values[below(values.length)]! }
}

export type Random = ReturnType<typeof random>
