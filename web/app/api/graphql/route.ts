import { ERRORS, type ErrorCode, LecternError, toWireError } from '@lectern/protocol'
import { callApi } from '../../../lib/server/callApi'
import { isOwnOrigin } from '../../../lib/server/isOwnOrigin'
import { log } from '../../../lib/server/log'
import { readLimited } from '../../../lib/server/readLimited'
import { caller } from '../../../lib/server/viewer'

const MAX_BODY_BYTES = 128 * 1024

/** GraphQL for our own pages: the log-in cookie becomes a short-lived API token, which the browser never sees. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return refusal('BAD_ORIGIN')
  if (!request.headers.get('content-type')?.startsWith('application/json')) return refusal('BAD_REQUEST')
  const body = await readLimited(request.body, MAX_BODY_BYTES)
  if (body === undefined) return refusal('TOO_LARGE')
  return forward(body)
}

async function forward(body: string): Promise<Response> {
  try {
    const answer = await callApi(body, await caller())
    return new Response(answer.body, {
      status: answer.status,
      headers: {
        'Content-Type': answer.headers.get('content-type') ?? 'application/json',
        'Cache-Control': 'no-store',
      },
    })
  } catch (error) {
    log().error({ err: error }, 'the api did not answer')
    return refusal('SCHOOL_UNAVAILABLE')
  }
}

function refusal(code: ErrorCode): Response {
  const { message, ...extensions } = toWireError(new LecternError(code))
  return Response.json({ errors: [{ message, extensions }] }, { status: ERRORS[code].http })
}
