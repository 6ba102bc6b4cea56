import { RequestError, type RequestErrorCode } from '../../lib/RequestError'

const WRONG = new RequestError(
  'WRONG_CREDENTIALS',
  'The email or the password is not right. Check both, then try again.',
)

const AWAY = new RequestError(
  'SCHOOL_UNAVAILABLE',
  'Log-in is not possible right now, since the school cannot be reached. Try again in a moment.',
)

const BY_CODE: Record<string, RequestError> = {
  WRONG_CREDENTIALS: WRONG,
  BAD_REQUEST: WRONG,
  RATE_LIMITED: new RequestError(
    'RATE_LIMITED',
    'There were too many tries. Wait a few minutes, then try again. Your account is safe.',
  ),
  UNREACHABLE: AWAY,
  SCHOOL_UNAVAILABLE: AWAY,
  OAuthEmail: new RequestError(
    'NOT_ALLOWED',
    'Your account there has no confirmed email address. Confirm one there, or log in here with email and password.',
  ),
  CONFLICT: new RequestError('CONFLICT', 'There is an account with this email already. Log in with its password.'),
} satisfies Partial<Record<RequestErrorCode | 'OAuthEmail', RequestError>>

const OTHER = new RequestError('INTERNAL', 'You could not be logged in. Nothing was changed. Try again in a moment.')

/** What to say when log-in failed; `code` is what next-auth carried from the server to the page. */
export function logInProblem(code: string): RequestError {
  return Object.hasOwn(BY_CODE, code) ? BY_CODE[code]! : OTHER
}
