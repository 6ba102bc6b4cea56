/** A standstill shorter than this is no loss: pages on a loaded machine stutter, ms. */
const STALL_MS = 500

/** Longest time without an arrival in a span, ms; what the span cuts off counts as far as it is inside. */
export function longestGap(arrivals: readonly number[], from: number, to: number): number {
  let longest = 0
  for (const [begin, end] of spaces(arrivals, from, to)) longest = Math.max(longest, end - begin)
  return longest
}

/** How long after `from` things flow again for the rest of the span, ms: the first arrival, or that after the last standstill. */
export function backAfter(arrivals: readonly number[], from: number, to: number): number {
  const [first, ...others] = spaces(arrivals, from, to)
  let back = first![1]
  for (const [begin, end] of others) if (end - begin >= STALL_MS) back = end
  return back - from
}

function spaces(arrivals: readonly number[], from: number, to: number): [begin: number, end: number][] {
  const inside = arrivals.filter((at) => at > from && at < to)
  return [from, ...inside].map((begin, index) => [begin, inside[index] ?? to])
}
