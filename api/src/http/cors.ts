import type { NextFunction, Request, Response } from 'express'

/** Lets pages of one origin, our own web app, read answers. Its pages do not need it: they ask through their own origin. */
export function cors(webUrl: string) {
  const { origin } = new URL(webUrl)
  return (request: Request, response: Response, next: NextFunction) => {
    response.vary('Origin')
    if (request.get('origin') !== origin) {
      next()
      return
    }
    response.set({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'retry-after, x-request-id',
    })
    if (request.method !== 'OPTIONS') {
      next()
      return
    }
    response.set({
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    })
    response.status(204).end()
  }
}
