import { ERRORS, type ErrorCode, LecternError, toWireError } from '@lectern/protocol'
import { callRecordings, isRecordingPath } from '../../../../lib/server/callRecordings'
import { isOwnOrigin } from '../../../../lib/server/isOwnOrigin'
import { log } from '../../../../lib/server/log'
import { readLimited } from '../../../../lib/server/readLimited'
import { caller } from '../../../../lib/server/viewer'

/** Captions of a long class are far below this. */
const MAX_BODY_BYTES = 2 * 1024 * 1024
/** What of an answer is the caller's business. */
const PASSED = [
  'content-type',
  'content-length',
  'content-range',
  'accept-ranges',
  'content-disposition',
  'cache-control',
  'etag',
  'last-modified',
  'vary',
]

type Context = { params: Promise<{ path: string[] }> }

/** Recordings for our own pages, as they come: nothing is held back or kept. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return forward(request, (await params).path, null)
}

/** Captions are put and taken away by the page of the recording. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return refusal('BAD_ORIGIN')
  const body = await readLimited(request, MAX_BODY_BYTES)
  if (body === undefined) return refusal('TOO_LARGE')
  return forward(request, (await params).path, body)
}

export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return refusal('BAD_ORIGIN')
  return forward(request, (await params).path, null)
}

async function forward(request: Request, path: readonly string[], body: string | null): Promise<Response> {
  if (!isRecordingPath(path)) return refusal('BAD_REQUEST')
  try {
    const answer = await callRecordings(request, path, body, await caller())
    const headers = new Headers()
    for (const name of PASSED) {
      const value = answer.headers.get(name)
      if (value !== null) headers.set(name, value)
    }
    return new Response(answer.body, { status: answer.status, headers })
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 })
    log().error({ err: error }, 'the api did not answer')
    return refusal('SCHOOL_UNAVAILABLE')
  }
}

function refusal(code: ErrorCode): Response {
  return Response.json({ error: toWireError(new LecternError(code)) }, { status: ERRORS[code].http })
}
