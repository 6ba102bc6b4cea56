/**
 * Every error a client can meet, with its HTTP status, WebSocket close code and what a client may do next.
 *
 * `retry`: `never` (the same call will fail again), `now` (try again, elsewhere or at once), `later` (after a
 * pause; the error may carry `retryAfterMs`). The codes are the table: a code without a row does not compile.
 * Close codes: 44xx is for good, 45xx may be tried again; stock y-websocket clients go by that.
 */
export interface ErrorRow {
  http: number
  close: number
  retry: 'never' | 'now' | 'later'
  /** Shown to people when the thrower gives no better sentence. */
  message: string
}

export const ERRORS = {
  BAD_REQUEST: { http: 400, close: 4400, retry: 'never', message: 'The request does not have the expected form.' },
  BAD_TOKEN: { http: 401, close: 4401, retry: 'never', message: 'The join link is not valid. Ask for a new one.' },
  TOKEN_EXPIRED: { http: 401, close: 4402, retry: 'never', message: 'The join link has expired. Ask for a new one.' },
  NOT_LOGGED_IN: { http: 401, close: 4401, retry: 'never', message: 'Log in to do this.' },
  WRONG_CREDENTIALS: { http: 401, close: 4401, retry: 'never', message: 'The email or the password is not right.' },
  NOT_ALLOWED: { http: 403, close: 4403, retry: 'never', message: 'You are not allowed to do this.' },
  NOT_ENROLLED: { http: 403, close: 4403, retry: 'never', message: 'Enrol in the course to join its classes.' },
  REMOVED: { http: 403, close: 4410, retry: 'never', message: 'You were removed from this class.' },
  WAITING: {
    http: 403,
    close: 4511,
    retry: 'later',
    message: 'You are in the waiting room. The instructor will let you in.',
  },
  GUESTS_NOT_ADMITTED: { http: 403, close: 4412, retry: 'never', message: 'This class does not admit guests.' },
  LOCKED: { http: 403, close: 4403, retry: 'never', message: 'The instructor has locked this.' },
  BAD_ORIGIN: { http: 403, close: 4413, retry: 'never', message: 'This page may not connect to this server.' },
  ROOM_NOT_FOUND: { http: 404, close: 4404, retry: 'never', message: 'There is no such class.' },
  NOT_FOUND: { http: 404, close: 4404, retry: 'never', message: 'There is nothing here by that name.' },
  DOCUMENT_NOT_FOUND: { http: 404, close: 4405, retry: 'never', message: 'There is no such document in this class.' },
  CONFLICT: {
    http: 409,
    close: 4409,
    retry: 'never',
    message: 'This was changed by somebody else. Look again, then repeat.',
  },
  CLASS_NOT_STARTED: { http: 409, close: 4514, retry: 'later', message: 'The class has not started yet.' },
  NOT_PLAYABLE: {
    http: 409,
    close: 4515,
    retry: 'later',
    message: 'This recording cannot be played right now. Try again in a moment.',
  },
  CLASS_ENDED: { http: 410, close: 4415, retry: 'never', message: 'This class has ended.' },
  TOO_LARGE: { http: 413, close: 4416, retry: 'never', message: 'That is too large.' },
  BAD_UPDATE: { http: 400, close: 4420, retry: 'never', message: 'The edit could not be accepted.' },
  RESYNC: { http: 409, close: 4521, retry: 'now', message: 'The document was out of step and is loaded again.' },
  SLOW_READER: { http: 408, close: 4522, retry: 'now', message: 'The connection was too slow and is made again.' },
  RATE_LIMITED: { http: 429, close: 4529, retry: 'later', message: 'That was too much at once. Wait a moment.' },
  VERSION_NOT_SUPPORTED: {
    http: 426,
    close: 4426,
    retry: 'never',
    message: 'This page is out of date. Load it again.',
  },
  INTERNAL: {
    http: 500,
    close: 4500,
    retry: 'later',
    message: 'Something went wrong on our side. Nothing you did is lost.',
  },
  NODE_DRAINING: {
    http: 503,
    close: 4503,
    retry: 'now',
    message: 'The server is restarting. You will be back in a moment.',
  },
  MEDIA_UNAVAILABLE: {
    http: 503,
    close: 4504,
    retry: 'later',
    message: 'Sound and picture are not available right now. Board and chat go on.',
  },
  SCHOOL_UNAVAILABLE: {
    http: 503,
    close: 4507,
    retry: 'later',
    message: 'The school cannot be reached right now. Classes that are live go on. Try again in a moment.',
  },
  NOT_SAVED_YET: {
    http: 503,
    close: 4505,
    retry: 'later',
    message: 'Your change is kept here and not saved yet. We keep trying.',
  },
  /** Made by clients only: the call was not sent, or its answer was lost with the connection. */
  NOT_CONNECTED: {
    http: 503,
    close: 4506,
    retry: 'later',
    message: 'You are not connected to the class right now. Try again when you are back.',
  },
} as const satisfies Record<string, ErrorRow>

export type ErrorCode = keyof typeof ERRORS

/** The form in which an error travels: in socket.io acks, HTTP bodies and GraphQL `extensions`. */
export interface WireError {
  code: ErrorCode
  message: string
  /** The input field at fault, as a dotted path, where one is. */
  field?: string
  retryAfterMs?: number
}

/** An error whose text may be shown to the person who caused it. Anything else becomes `INTERNAL` at the edge. */
export class LecternError extends Error {
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: ErrorCode, message?: string, details: { field?: string; retryAfterMs?: number } = {}) {
    super(message ?? ERRORS[code].message)
    this.name = 'LecternError'
    this.code = code
    this.field = details.field
    this.retryAfterMs = details.retryAfterMs
  }
}

/** Wire form of any thrown value; what is not a `LecternError` tells the client nothing of its inside. */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof LecternError)) return { code: 'INTERNAL', message: ERRORS.INTERNAL.message }
  const wire: WireError = { code: error.code, message: error.message }
  if (error.field !== undefined) wire.field = error.field
  if (error.retryAfterMs !== undefined) wire.retryAfterMs = error.retryAfterMs
  return wire
}

/** Code of the table that a WebSocket close code stands for; several codes share one number, the first wins. */
export function errorOfCloseCode(close: number): ErrorCode | undefined {
  return (Object.keys(ERRORS) as ErrorCode[]).find((code) => ERRORS[code].close === close)
}
