import { hostname } from 'node:os'
import { ERRORS, isDebugToken, LecternError, type NodeReportInput, toWireError } from '@lectern/protocol'
import { config } from '../../../lib/config'
import { recentErrors } from '../../../lib/server/recentErrors'
import packageJson from '../../../package.json'

/** What the web service tells of itself to whoever has a debug token. */
export async function GET(request: Request): Promise<Response> {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (!(await isDebugToken(token, config().LECTERN_DEBUG_SECRET, Date.now()))) {
    return Response.json(toWireError(new LecternError('NOT_ALLOWED')), { status: ERRORS.NOT_ALLOWED.http })
  }
  return Response.json(report(), { headers: { 'Cache-Control': 'no-store' } })
}

export const dynamic = 'force-dynamic'

function report(): NodeReportInput {
  return {
    service: 'web',
    name: `web-${hostname()}-${process.pid}`,
    version: packageJson.version,
    startedAt: Math.round(Date.now() - process.uptime() * 1000),
    errors: recentErrors().list(),
  }
}
