/** Seeds that once failed, by the fault's number: they are run each time, before the others. */
export const KEPT_SEEDS: Readonly<Record<number, readonly number[]>> = {
  // Lines of chat that were written while away came out of order.
  1: [503, 510, 523],
  // Who went on drawing while coming back was sent away until edits were lost.
  9: [105],
}
