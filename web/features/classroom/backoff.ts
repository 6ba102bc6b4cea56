const FIRST_MS = 500
const LONGEST_MS = 10_000
/** Part of the delay that is left to chance, so that a whole class does not come back in one instant. */
const SPREAD = 0.5

/** Milliseconds to wait before the given attempt (0 = the first after a loss). `random`: 0 to 1. */
export function backoff(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt)
  return Math.round(full * (1 - SPREAD * random()))
}
