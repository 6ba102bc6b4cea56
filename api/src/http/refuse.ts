import { ERRORS, type LecternError, toWireError } from '@lectern/protocol'
import type { Response } from 'express'

/** Answers a request that did not get as far as GraphQL in the form in which GraphQL answers. */
export function refuse(response: Response, error: LecternError): void {
  const { message, ...extensions } = toWireError(error)
  if (error.retryAfterMs !== undefined) response.set('retry-after', String(Math.ceil(error.retryAfterMs / 1000)))
  response.status(ERRORS[error.code].http).json({ errors: [{ message, extensions }] })
}
