const FIRST_MS = 500
const LONGEST_MS = 10_000
/** Part of the delay that is left to chance, so that a whole class does not come back in one instant. */
const SPREAD = 0.5
const EAGER_MS = 1500
const EAGER_ATTEMPTS = 30

/** Milliseconds to wait before the given attempt (0 = the first after a loss), `longest` at most. `random`: 0 to 1. */
export function backoff(attempt: number, random: () => number, longest = LONGEST_MS): number {
  const full = Math.min(longest, FIRST_MS * 2 ** attempt)
  return Math.round(full * (1 - SPREAD * random()))
}

/** The same for a lost connection: for half a minute one is back at most 1.5 s after the server is, and after that it has peace. */
export function reconnectDelay(attempt: number, random: () => number): number {
  return backoff(attempt, random, attempt < EAGER_ATTEMPTS ? EAGER_MS : LONGEST_MS)
}
