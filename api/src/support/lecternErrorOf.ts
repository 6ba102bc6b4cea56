import { isDatabaseAway } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import type { Logger } from 'pino'

/** The error of the table that a failure is; undefined where nobody foresaw it. A database that does not answer is logged. */
export function lecternErrorOf(error: unknown, log: Logger): LecternError | undefined {
  if (error instanceof LecternError) return error
  if (!isDatabaseAway(error)) return undefined
  log.warn({ err: error }, 'the database does not answer')
  return new LecternError('SCHOOL_UNAVAILABLE')
}
