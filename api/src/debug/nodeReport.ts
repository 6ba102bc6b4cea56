import { isDebugToken, LecternError } from '@lectern/protocol'
import type { Request, Response } from 'express'
import type { Services } from '../context.ts'
import { ownReport } from './ownReport.ts'

/** What the api tells of itself to whoever has a debug token. */
export const nodeReport =
  ({ config, recentErrors }: Services) =>
  async (request: Request, response: Response) => {
    const [, token = ''] = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '') ?? []
    if (!(await isDebugToken(token, config.LECTERN_DEBUG_SECRET, Date.now()))) throw new LecternError('NOT_ALLOWED')
    response.set('cache-control', 'no-store').json(ownReport(recentErrors))
  }
