import { hostname } from 'node:os'
import { NodeReport, type RecentErrors } from '@lectern/protocol'
import packageJson from '../../package.json' with { type: 'json' }

const STARTED_AT = Math.round(Date.now() - performance.now())

/** What the api tells of itself. */
export const ownReport = (recentErrors: RecentErrors): NodeReport =>
  NodeReport.parse({
    service: 'api',
    name: `api-${hostname()}-${process.pid}`,
    version: packageJson.version,
    startedAt: STARTED_AT,
    errors: recentErrors.list(),
  })
