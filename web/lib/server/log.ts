import { type Logger, pino } from 'pino'
import { config } from '../config.ts'
import { recentErrors } from './recentErrors.ts'

let logger: Logger | undefined

/** The service's logger: one JSON object per line. */
export function log(): Logger {
  logger ??= pino({ name: 'web', level: config().LECTERN_LOG_LEVEL, hooks: recentErrors().hooks })
  return logger
}
