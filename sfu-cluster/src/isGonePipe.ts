import { errors } from 'mediasoup'

/**
 * Whether a rejection that nobody waits for is mediasoup's own: a piped producer follows the pauses of its origin without
 * looking at the answer, and where it was closed in the same moment the worker says that it is not there.
 */
export function isGonePipe(reason: unknown): boolean {
  return reason instanceof errors.NotFoundError && /producer\.(pause|resume)/.test(reason.message)
}
