/** Which log the engines write to. */
export type LogKind = 'lmdb' | 'redis'

/** How a fault is to be brought about. */
export interface FaultRun {
  log: LogKind
  /** One per time; everything that is left to chance comes from it. */
  seeds: readonly number[]
  /** A run among the tests: seconds instead of minutes (pauses are shorter, crowds smaller). */
  short: boolean
  /** Shows how far it is. */
  tell: (line: string) => void
}

/** One row of the table: what was measured, and what it must not be above. */
export interface Figure {
  name: string
  unit: string
  values: readonly number[]
  goal?: { of: 'p50' | 'p95' | 'max'; atMost: number }
}

/** Something that must never be, in words; with the seed that brings it about again. */
export interface Violation {
  seed: number
  text: string
}

export interface Outcome {
  figures: readonly Figure[]
  violations: readonly Violation[]
}

/** A fault of the class, with what it must show. Add it to `faults.ts`. */
export interface Fault {
  /** Its number in the table of faults; several entries may share one. */
  id: number
  title: string
  /** Where it is run. What does not touch the log runs on `lmdb` alone. */
  logs: readonly LogKind[]
  /** How many seeds a whole run has, and a short one. */
  seeds: { whole: number; short: number }
  run(run: FaultRun): Promise<Outcome>
}
