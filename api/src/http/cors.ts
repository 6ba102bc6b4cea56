import type { NextFunction, Request, Response } from 'express'

export interface CorsOptions {
  methods: string
  /** Of requests and answers, besides those that every page may use. */
  headers?: string
}

/** Lets pages of one origin, our own web app, read answers. Its pages do not need it: they ask through their own origin. */
export function cors(webUrl: string, { methods, headers }: CorsOptions) {
  const { origin } = new URL(webUrl)
  const more = headers ? [headers] : []
  return (request: Request, response: Response, next: NextFunction) => {
    response.vary('Origin')
    if (request.get('origin') !== origin) {
      next()
      return
    }
    response.set({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': ['retry-after, x-request-id', ...more].join(', '),
    })
    if (request.method !== 'OPTIONS') {
      next()
      return
    }
    response.set({
      'access-control-allow-methods': methods,
      'access-control-allow-headers': ['authorization, content-type', ...more].join(', '),
      'access-control-max-age': '600',
    })
    response.status(204).end()
  }
}
