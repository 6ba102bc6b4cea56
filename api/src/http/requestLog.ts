import { randomUUID } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'
import type { Logger } from 'pino'

declare global {
  namespace Express {
    interface Request {
      id: string
      log: Logger
    }
  }
}

const REQUEST_ID = /^[\w.:-]{1,100}$/
const QUIET = new Set(['/healthz', '/readyz', '/metrics'])

/** Gives each request an id, the caller's own where it sent one, and logs its end. */
export const requestLog = (log: Logger) => (request: Request, response: Response, next: NextFunction) => {
  const given = request.get('x-request-id')
  request.id = given && REQUEST_ID.test(given) ? given : randomUUID()
  request.log = log.child({ request: request.id })
  response.set('x-request-id', request.id)
  const startedAt = performance.now()
  const { method, path } = request
  response.once('close', () => {
    const ms = Math.round(performance.now() - startedAt)
    const entry = { method, path, status: response.statusCode, ms, ...response.locals.logged }
    request.log[QUIET.has(path) ? 'debug' : 'info'](entry, response.writableFinished ? 'request' : 'request cut off')
  })
  next()
}
