import { LecternError } from '@lectern/protocol'
import type { NextFunction, Request, Response } from 'express'
import { hidden } from '../graphql/hidden.ts'
import { lecternErrorOf } from '../support/lecternErrorOf.ts'
import { refuse } from './refuse.ts'

/** What Express's own parts throw, as errors of ours. */
function ofExpress(error: unknown): LecternError | null {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  if (status === 413) return new LecternError('TOO_LARGE')
  return typeof status === 'number' && status < 500 ? new LecternError('BAD_REQUEST') : null
}

// Express tells an error handler by its four parameters.
export function onError(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error)
    return
  }
  const lecternError = lecternErrorOf(error, request.log) ?? ofExpress(error)
  if (lecternError) {
    refuse(response, lecternError)
    return
  }
  response.status(500).json({ errors: [hidden(error, request.log)] })
}
