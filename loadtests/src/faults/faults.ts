import { crowdReturns } from './crowdReturns.ts'
import { diskFull } from './diskFull.ts'
import { diskSlow } from './diskSlow.ts'
import { engineStops } from './engineStops.ts'
import type { Fault } from './Fault.ts'
import { killEngine } from './killEngine.ts'
import { logDamaged } from './logDamaged.ts'
import { networkLost } from './networkLost.ts'
import { postgresAway } from './postgresAway.ts'
import { redisAway } from './redisAway.ts'
import { servicesKilled } from './servicesKilled.ts'
import { servicesStop } from './servicesStop.ts'
import { sfuKilled } from './sfuKilled.ts'
import { workerKilled } from './workerKilled.ts'

/** Every fault, in the order of the table. */
export const FAULTS: readonly Fault[] = [
  killEngine,
  workerKilled,
  sfuKilled,
  servicesKilled,
  postgresAway,
  ...redisAway,
  logDamaged,
  diskFull,
  diskSlow,
  networkLost,
  crowdReturns,
  engineStops,
  servicesStop,
]
