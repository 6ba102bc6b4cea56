import type { Deployment } from './Deployment.ts'
import type { LogKind } from './Fault.ts'
import { LmdbDeployment } from './LmdbDeployment.ts'
import { RedisDeployment } from './RedisDeployment.ts'

/** Engines with the asked-for log: one on LMDB, two on Redis. */
export const startDeployment = (log: LogKind): Promise<Deployment> =>
  log === 'lmdb' ? LmdbDeployment.start() : RedisDeployment.start()
