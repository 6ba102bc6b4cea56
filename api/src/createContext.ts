import { LecternError } from '@lectern/protocol'
import type { Request } from 'express'
import type { Context, Services } from './context.ts'
import { createLoaders } from './loaders.ts'
import { type Bearer, readApiToken } from './users/apiToken.ts'
import type { Viewer } from './viewer.ts'

const NOBODY: Bearer = { userId: null, vouchesForOAuth: false }

/** What a request bears, null where it bears nothing. Throws `NOT_LOGGED_IN` where that is no token. */
export function bearerToken(request: Request): string | null {
  const header = request.get('authorization')
  if (header === undefined) return null
  const token = /^Bearer (\S+)$/i.exec(header)?.[1]
  if (!token) throw new LecternError('NOT_LOGGED_IN')
  return token
}

/** What a request of one person, or of nobody, sees. */
export function contextOf(services: Services, request: Request, viewer: Viewer | null): Context {
  return {
    ...services,
    log: request.log,
    viewer,
    vouchesForOAuth: false,
    address: request.ip ?? 'unknown',
    loaders: createLoaders(services.db, viewer),
  }
}

/** Who asks, from the request's token. Throws `NOT_LOGGED_IN` where there is one and it is no good. */
export async function createContext(services: Services, request: Request): Promise<Context> {
  const token = bearerToken(request)
  const bearer = token === null ? NOBODY : await readApiToken(token, services.config.LECTERN_API_SECRET)
  const { userId, vouchesForOAuth } = bearer
  const viewer = userId ? await services.db.user.findUnique({ where: { id: userId } }) : null
  return { ...contextOf(services, request, viewer), vouchesForOAuth }
}
