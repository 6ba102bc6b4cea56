import { LecternError } from '@lectern/protocol'
import type { Request } from 'express'
import type { Context, Services } from './context.ts'
import { createLoaders } from './loaders.ts'
import { type Bearer, readApiToken } from './users/apiToken.ts'

const NOBODY: Bearer = { userId: null, vouchesForOAuth: false }

async function bearerOf(request: Request, secret: string): Promise<Bearer> {
  const header = request.get('authorization')
  if (header === undefined) return NOBODY
  const token = /^Bearer (\S+)$/i.exec(header)?.[1]
  if (!token) throw new LecternError('NOT_LOGGED_IN')
  return readApiToken(token, secret)
}

/** Who asks, from the request's token. Throws `NOT_LOGGED_IN` where there is one and it is no good. */
export async function createContext(services: Services, request: Request): Promise<Context> {
  const { userId, vouchesForOAuth } = await bearerOf(request, services.config.LECTERN_API_SECRET)
  const viewer = userId ? await services.db.user.findUnique({ where: { id: userId } }) : null
  return {
    ...services,
    log: request.log,
    viewer,
    vouchesForOAuth,
    address: request.ip ?? 'unknown',
    loaders: createLoaders(services.db, viewer),
  }
}
