import type { Fault } from './Fault.ts'

/** Every fault, in the order of the table. */
export const FAULTS: readonly Fault[] = []
