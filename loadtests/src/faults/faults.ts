import { crowdReturns } from './crowdReturns.ts'
import type { Fault } from './Fault.ts'
import { killEngine } from './killEngine.ts'

/** Every fault, in the order of the table. */
export const FAULTS: readonly Fault[] = [killEngine, crowdReturns]
