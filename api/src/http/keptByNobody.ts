import type { NextFunction, Request, Response } from 'express'

/** Has answers kept by nobody unless they say otherwise, and then only for who asked. Cookies count where a proxy of ours reads them. */
export function keptByNobody(_request: Request, response: Response, next: NextFunction): void {
  response.vary('Authorization').vary('Cookie').set('cache-control', 'no-store')
  next()
}
