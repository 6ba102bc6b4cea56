import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WEB_SERVICE } from '@lectern/protocol'
import { decodeJwt } from 'jose'
import { encode } from 'next-auth/jwt'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { recordings } from './recordings.ts'

const AUTH_SECRET = 'another secret of this test, long enough'
const ADA = { sub: 'ada', name: 'Ada', role: 'INSTRUCTOR' } as const
const servers: Server[] = []
/** What the api is asked, and how it answers. */
let asked: { request: IncomingMessage; body: string }[] = []
let api: RequestListener
let web: string

async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

beforeAll(async () => {
  const apiUrl = await listening(async (request, response) => {
    const body = (await request.toArray()).join('')
    asked.push({ request, body })
    api(request, response)
  })
  vi.stubEnv('LECTERN_API_SECRET', 'a secret of this test, long enough')
  vi.stubEnv('LECTERN_AUTH_SECRET', AUTH_SECRET)
  vi.stubEnv('LECTERN_API_URL', apiUrl)
  vi.stubEnv('LECTERN_LOG_LEVEL', 'fatal')
  web = await listening(recordings((_request, response) => response.end('a page')))
})
beforeEach(() => {
  asked = []
  api = (_request, response) => response.end('bytes')
})
afterEach(() => servers[0]!.closeAllConnections())
afterAll(() => {
  vi.unstubAllEnvs()
  for (const server of servers) server.close().closeAllConnections()
})

const get = (path: string, init: RequestInit = {}) => fetch(`${web}/api/recordings/${path}`, init)
const claimsOfAsked = () => decodeJwt(asked[0]!.request.headers.authorization!.slice('Bearer '.length))

test('asks as whoever is logged in, whom the browser cannot name itself', async () => {
  const session = await encode({ token: ADA, secret: AUTH_SECRET })
  const response = await get('class-1/chunks/3?r=2&key=k%20', {
    headers: { cookie: `a=b; next-auth.session-token=${session}`, 'x-user': 'root', range: 'bytes=0-9' },
  })
  expect(await response.text()).toBe('bytes')
  const { url, headers, method } = asked[0]!.request
  expect([method, url]).toEqual(['GET', '/recordings/class-1/chunks/3?r=2&key=k%20'])
  expect(claimsOfAsked()).toMatchObject({ sub: 'ada' })
  expect(headers).toMatchObject({ range: 'bytes=0-9', 'accept-encoding': 'identity' })
  expect(headers.cookie).toBeUndefined()
  expect(headers['x-user']).toBeUndefined()
})

test.each(['', 'next-auth.session-token=made-up', 'next-auth.session-token='])(
  'asks for nobody where nobody is logged in: "%s"',
  async (cookie) => {
    await get('class-1/index', { headers: { cookie } })
    expect(claimsOfAsked().sub).toBe(WEB_SERVICE)
  },
)

test('a cookie under another secret is none', async () => {
  const session = await encode({ token: ADA, secret: 'the secret of somebody else' })
  await get('class-1/index', { headers: { cookie: `next-auth.session-token=${session}` } })
  expect(claimsOfAsked().sub).toBe(WEB_SERVICE)
})

test('passes on the token that a page brings', async () => {
  await get('class-1/index', { headers: { authorization: 'Bearer of-the-class' } })
  expect(asked[0]!.request.headers.authorization).toBe('Bearer of-the-class')
})

test('answers with what the api answers, and with nothing else of its headers', async () => {
  api = (_request, response) => {
    response.writeHead(206, {
      'content-range': 'bytes 0-3/9',
      'content-type': 'video/mp4',
      'cache-control': 'private, max-age=3600',
      etag: '"1"',
      'set-cookie': 'a=b',
      'x-powered-by': 'api',
    })
    response.end('four')
  }
  const response = await get('class-1/tracks/camera-1/0')
  expect([response.status, await response.text()]).toEqual([206, 'four'])
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-range': 'bytes 0-3/9',
    'content-type': 'video/mp4',
    'cache-control': 'private, max-age=3600',
    etag: '"1"',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  })
  for (const name of ['set-cookie', 'x-powered-by']) expect(response.headers.has(name)).toBe(false)
})

test('tells of a refusal as the api does', async () => {
  api = (_request, response) => response.writeHead(403).end('{"error":{"code":"NOT_ALLOWED"}}')
  const response = await get('class-1/index')
  expect([response.status, await response.json()]).toEqual([403, { error: { code: 'NOT_ALLOWED' } }])
})

test('HEAD has no body, and what has not changed is not sent', async () => {
  api = (_request, response) => response.writeHead(200, { 'content-length': '5' }).end()
  const head = await get('class-1/index', { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '5', ''])
  expect(asked[0]!.request.method).toBe('HEAD')
  api = (_request, response) => response.writeHead(304, { etag: '"1"' }).end()
  const same = await get('class-1/index', { headers: { 'if-none-match': '"1"' } })
  expect([same.status, asked[1]!.request.headers['if-none-match']]).toEqual([304, '"1"'])
})

test('captions are put and taken away from our own pages alone', async () => {
  const path = 'class-1/captions/pt-BR.vtt'
  const put = (headers: Record<string, string>, body = 'WEBVTT') =>
    get(path, { method: 'PUT', headers: { 'content-type': 'text/vtt', ...headers }, body })
  expect((await put({ origin: web })).status).toBe(200)
  expect(asked[0]).toMatchObject({
    body: 'WEBVTT',
    request: { method: 'PUT', headers: { 'content-type': 'text/vtt' } },
  })
  expect((await get(path, { method: 'DELETE', headers: { origin: web } })).status).toBe(200)
  asked = []
  expect((await put({ origin: 'https://elsewhere.test' })).status).toBe(403)
  expect((await get(path, { method: 'DELETE', headers: { origin: 'https://elsewhere.test' } })).status).toBe(403)
  expect((await put({ origin: web }, 'x'.repeat(2 ** 21 + 1))).status).toBe(413)
  expect((await put({ origin: web }, 'x'.repeat(2 ** 25))).status).toBe(413)
  expect((await get(path, { method: 'POST', headers: { origin: web } })).status).toBe(405)
  expect(asked).toEqual([])
})

/** As it is written, which `fetch` would not send. */
function raw(path: string): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request(web, { path }, resolve).on('error', reject).end()
  return promise
}

test.each(['..', '../graphql', '%2e%2e/graphql', 'a/%2e%2e/b', '.hidden', 'a//b', 'a\\b', 'a%2fb', 'a/', ''])(
  'no path leads out of the recordings: "%s"',
  async (path) => {
    const response = await raw(`/api/recordings/${path}`)
    expect(response.statusCode).toBe(400)
    expect(asked).toEqual([])
    response.resume()
  },
)

test('an api that is away is told as that, and one that breaks off breaks off', async () => {
  api = (_request, response) => response.destroy()
  const away = await get('class-1/index')
  expect([away.status, await away.json()]).toEqual([
    503,
    { error: expect.objectContaining({ code: 'SCHOOL_UNAVAILABLE' }) },
  ])
  api = (_request, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half', () => response.destroy())
  }
  await expect(get('class-1/tracks/camera-1/0').then((response) => response.text())).rejects.toThrow()
})

test('whoever goes away is not answered on', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const goes = new AbortController()
  api = (_request, response) => {
    response.once('close', resolve)
    response.write('a beginning')
    goes.abort()
  }
  await expect(get('class-1/tracks/camera-1/0', { signal: goes.signal }).then((each) => each.text())).rejects.toThrow()
  await promise
})

test('everything else goes on', async () => {
  for (const path of ['/', '/api/recordings', '/api/graphql'])
    expect(await (await fetch(web + path)).text()).toBe('a page')
})
