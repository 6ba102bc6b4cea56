import { ERRORS, type ErrorCode } from '@lectern/protocol'

/** `UNREACHABLE`: no answer came at all. */
export type RequestErrorCode = ErrorCode | 'UNREACHABLE'

/** A refused or failed request. The message may be shown to the person as it is. */
export class RequestError extends Error {
  readonly code: RequestErrorCode
  /** The input field at fault, as a dotted path. */
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(
    code: RequestErrorCode,
    message: string,
    details: { field?: string | undefined; retryAfterMs?: number | undefined } = {},
  ) {
    super(message)
    this.name = 'RequestError'
    this.code = code
    this.field = details.field
    this.retryAfterMs = details.retryAfterMs
  }

  static unreachable(): RequestError {
    return new RequestError(
      'UNREACHABLE',
      'We could not reach Lectern. Nothing was changed. Check your connection, then try again.',
    )
  }

  static internal(): RequestError {
    return new RequestError('INTERNAL', ERRORS.INTERNAL.message)
  }
}
