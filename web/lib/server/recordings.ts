import { type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { ERRORS, type ErrorCode, LecternError, toWireError } from '@lectern/protocol'
import { parseCookie } from 'cookie'
import { type GetTokenParams, getToken } from 'next-auth/jwt'
import { config } from '../config.ts'
import { NO_PAGE_POLICY, SECURITY_HEADERS } from '../securityHeaders.ts'
import { clientAddress } from './clientAddress.ts'
import { isOwnOrigin } from './isOwnOrigin.ts'
import { log } from './log.ts'
import { metrics } from './metrics.ts'
import { mintApiToken } from './mintApiToken.ts'
import { readLimited } from './readLimited.ts'

const PREFIX = '/api/recordings/'
const METHODS = ['GET', 'HEAD', 'PUT', 'DELETE']
const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/
/** Captions of a long class are far below this. */
const MAX_BODY_BYTES = 2 * 1024 * 1024
/** What of a request the API is told, besides who asks. */
const ASKED = ['range', 'if-range', 'if-none-match', 'content-type']
/** What of an answer is the caller's business. */
const ANSWERED = [
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

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Recordings for our own pages, as the api gives them: asked for as whoever is logged in, or for the token that the page brings.
 * Nothing is held back or kept. Everything else goes to `next`. It stands before Next because sound and picture of everybody who watches
 * go through here: Next takes twice as long for each piece.
 */
export function recordings(next: Handler): Handler {
  return (request, response) => {
    if (!request.url?.startsWith(PREFIX)) {
      next(request, response)
      return
    }
    for (const { key, value } of SECURITY_HEADERS) response.setHeader(key, value)
    response.setHeader('Content-Security-Policy', NO_PAGE_POLICY)
    answer(request, response).catch((error: unknown) => {
      if (response.closed || request.destroyed) return
      log().error({ err: error }, 'the api did not answer')
      if (response.headersSent) response.destroy()
      else refuse(response, 'SCHOOL_UNAVAILABLE')
    })
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET' } = request
  if (!METHODS.includes(method)) {
    response.writeHead(405, { allow: METHODS.join(', ') }).end()
    return
  }
  const isRead = method === 'GET' || method === 'HEAD'
  const headers = readerOf(request)
  if (!isRead && !isOwnOrigin(headers)) return refuse(response, 'BAD_ORIGIN')
  const address = addressOf(request.url!)
  if (!address) return refuse(response, 'BAD_REQUEST')
  const body = method === 'PUT' ? await readLimited(request, MAX_BODY_BYTES) : ''
  if (body === undefined) return refuse(response, 'TOO_LARGE')
  await forward(address, { request, body, response })
}

/** Where the api has it; undefined where the path is none of a recording. A segment with dots first, or with `%`, could lead elsewhere. */
function addressOf(url: string): URL | undefined {
  const [path, search] = url.slice(PREFIX.length).split(/\?(.*)/s, 2)
  if (!path!.split('/').every((segment) => SEGMENT.test(segment))) return undefined
  const address = new URL(`/recordings/${path}`, config().LECTERN_API_URL)
  address.search = search ?? ''
  return address
}

interface Forwarded {
  request: IncomingMessage
  body: string
  response: ServerResponse
}

async function forward(address: URL, { request, body, response }: Forwarded) {
  const { apiCalls } = metrics()
  const headers = await headersFor(request)
  const asked = (address.protocol === 'https:' ? requestHttps : requestHttp)(address, {
    method: request.method,
    headers,
  })
  response.once('close', () => asked.destroy())
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  asked.once('response', resolve).on('error', reject)
  asked.end(body)
  const answered = await promise.catch((error: unknown) => {
    if (!response.closed) apiCalls.inc({ outcome: 'unreachable' })
    throw error
  })
  const status = answered.statusCode ?? 502
  apiCalls.inc({ outcome: status < 400 ? 'answered' : 'refused' })
  for (const name of ANSWERED) {
    const value = answered.headers[name]
    if (value !== undefined) response.setHeader(name, value)
  }
  response.writeHead(status)
  await pipeline(answered, response)
}

async function headersFor(request: IncomingMessage) {
  const headers: Record<string, string> = {
    // Asked for as it is kept, so that lengths and ranges are those of the object.
    'accept-encoding': 'identity',
    authorization: await authorizationFor(request),
  }
  const address = clientAddress(readerOf(request))
  if (address) headers['x-forwarded-for'] = address
  for (const name of ASKED) {
    const value = request.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  return headers
}

async function authorizationFor(request: IncomingMessage): Promise<string> {
  const own = request.headers.authorization
  if (own?.startsWith('Bearer ')) return own
  return `Bearer ${await mintApiToken({ userId: await userOf(request), address: undefined })}`
}

/** Who is logged in, as the cookie tells. */
async function userOf({ headers }: IncomingMessage): Promise<string | undefined> {
  const { LECTERN_AUTH_SECRET: secret, LECTERN_PUBLIC_WEB_URL } = config()
  const cookies = parseCookie(headers.cookie ?? '')
  const session = await getToken({
    // It reads no more of a request than these.
    req: { headers, cookies } as unknown as GetTokenParams['req'],
    secret,
    secureCookie: LECTERN_PUBLIC_WEB_URL.startsWith('https:'),
  })
  return session?.sub
}

const readerOf = ({ headers }: IncomingMessage) => ({
  get: (name: string): string | null => {
    const value = headers[name]
    return (Array.isArray(value) ? value.join(',') : value) ?? null
  },
})

function refuse(response: ServerResponse, code: ErrorCode): void {
  const body = JSON.stringify({ error: toWireError(new LecternError(code)) })
  response.writeHead(ERRORS[code].http, { 'content-type': 'application/json' }).end(body)
}
