import { config } from '../config'
import type { Caller } from './Caller'
import { metrics } from './metrics'
import { mintApiToken } from './mintApiToken'

/** What of a request the API is told, besides who asks. */
const PASSED = ['range', 'if-range', 'if-none-match', 'content-type']

/** Whether a path names something of a recording; one with dots between slashes, also encoded ones, would lead elsewhere. */
export const isRecordingPath = (path: readonly string[]): boolean =>
  path.every((segment) => /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(segment))

/**
 * Asks the API for something of a recording, as whoever is logged in, or for the join token that the class page brings. Rejects when no answer
 * comes; ends with the caller's request.
 */
export async function callRecordings(
  request: Request,
  path: readonly string[],
  body: string | null,
  caller: Caller,
): Promise<Response> {
  const { apiCalls } = metrics()
  try {
    const answer = await fetch(addressOf(path, new URL(request.url).search), {
      method: request.method,
      headers: await headersFor(request, caller),
      body,
      cache: 'no-store',
      redirect: 'manual',
      signal: request.signal,
    })
    apiCalls.inc({ outcome: answer.ok ? 'answered' : 'refused' })
    return answer
  } catch (error) {
    apiCalls.inc({ outcome: 'unreachable' })
    throw error
  }
}

function addressOf(path: readonly string[], search: string): URL {
  return new URL(`/recordings/${path.join('/')}${search}`, config().LECTERN_API_URL)
}

async function headersFor(request: Request, caller: Caller): Promise<Headers> {
  const headers = new Headers({
    // Asked for as it is kept, so that lengths and ranges are those of the object.
    'Accept-Encoding': 'identity',
    Authorization: await authorizationFor(request, caller),
  })
  if (caller.address) headers.set('X-Forwarded-For', caller.address)
  for (const name of PASSED) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  return headers
}

async function authorizationFor(request: Request, caller: Caller): Promise<string> {
  const own = request.headers.get('authorization')
  return own?.startsWith('Bearer ') ? own : `Bearer ${await mintApiToken(caller)}`
}
