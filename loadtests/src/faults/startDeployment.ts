import type { Deployment } from './Deployment.ts'
import type { LogKind } from './Fault.ts'
import { LmdbDeployment } from './LmdbDeployment.ts'

/** Engines with the asked-for log: one on LMDB, two on Redis. */
export async function startDeployment(log: LogKind): Promise<Deployment> {
  if (log === 'lmdb') return LmdbDeployment.start()
  throw new Error('engines on Redis are not there yet')
}
