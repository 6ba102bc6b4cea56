import { hostname } from 'node:os'
import type { NodeReportInput, RecentErrors } from '@lectern/protocol'
import packageJson from '../package.json' with { type: 'json' }
import type { MediaWorker, WorkerPool } from './WorkerPool.ts'

const STARTED_AT = Math.round(Date.now() - performance.now())

/** What the node tells of itself. */
export async function nodeReport(pool: WorkerPool, recentErrors: RecentErrors): Promise<NodeReportInput> {
  const asked = await Promise.allSettled(pool.workers.map(workerReport))
  return {
    service: 'sfu-cluster',
    name: `sfu-${hostname()}-${process.pid}`,
    version: packageJson.version,
    startedAt: STARTED_AT,
    errors: recentErrors.list(),
    // A worker that dies while it is asked is left out.
    workers: asked.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])),
  }
}

async function workerReport({ index, worker, tenants }: MediaWorker) {
  const { ru_utime, ru_stime } = await worker.getResourceUsage()
  const load = [...tenants].reduce((sum, tenant) => sum + tenant.load, 0)
  return { name: `worker ${index}`, load, cpuSeconds: (ru_utime + ru_stime) / 1000 }
}
