import { crowdReturns } from './crowdReturns.ts'
import { diskFull } from './diskFull.ts'
import { diskSlow } from './diskSlow.ts'
import { engineStops } from './engineStops.ts'
import type { Fault } from './Fault.ts'
import { killEngine } from './killEngine.ts'
import { logDamaged } from './logDamaged.ts'

/** Every fault, in the order of the table. */
export const FAULTS: readonly Fault[] = [killEngine, logDamaged, diskFull, diskSlow, crowdReturns, engineStops]
