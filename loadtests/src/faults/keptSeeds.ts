/** Seeds that once failed, by the fault's number: they are run each time, before the others. */
export const KEPT_SEEDS: Readonly<Record<number, readonly number[]>> = {}
