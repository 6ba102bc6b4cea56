import { randomUUID } from 'node:crypto'
import { ERRORS } from '@lectern/protocol'
import type { Logger } from 'pino'

/** Logs an error that nobody foresaw, and gives what the client may see of it: a sentence, and the id under which it is in the log. */
export function hidden(err: unknown, log: Logger) {
  const id = randomUUID()
  log.error({ err, errorId: id }, 'unexpected error')
  return { message: ERRORS.INTERNAL.message, extensions: { code: 'INTERNAL', id } }
}
