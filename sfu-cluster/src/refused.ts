import { LecternError } from '@lectern/protocol'
import { errors } from 'mediasoup'

/** Waits for mediasoup; what it refuses because of parameters that came from a client is that client's bad request. */
export async function refused<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call
  } catch (error) {
    throw isBadRequest(error)
      ? new LecternError('BAD_REQUEST', `The media parameters do not fit: ${error.message}`)
      : error
  }
}

export const badParameters = (error: unknown) =>
  new LecternError('BAD_REQUEST', `The media parameters do not fit: ${error instanceof Error ? error.message : error}`)

function isBadRequest(error: unknown): error is Error {
  if (error instanceof TypeError || error instanceof errors.UnsupportedError) return true
  // What the worker itself refuses comes as a plain Error, e.g. an SSRC that is in use.
  return error instanceof Error && error.constructor === Error
}
