/** As the driver names what is wrong with a connection. */
const KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** As PostgreSQL does: lost connections, stopping, starting, no connection free. */
const STATES = /^(08\w{3}|57P0[123]|53300)$/
/** `pg` gives these no code. */
const WORDS = /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client was closed)/
/** As Prisma does: no transaction could be begun, or ended, in time. */
const TRANSACTION = 'P2028'

interface DriverError {
  kind?: string
  code?: string
}

/** Whether a failed query says that PostgreSQL does not answer at this moment, and nothing against the query. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (WORDS.test(error.message)) return true
  if (!('code' in error)) return false
  return error.code === TRANSACTION || isAway(driverErrorOf(error))
}

function isAway({ kind = '', code = '' }: DriverError): boolean {
  return KINDS.has(kind) || STATES.test(code)
}

function driverErrorOf(error: Error): DriverError {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: DriverError } } }
  return meta?.driverAdapterError?.cause ?? {}
}
