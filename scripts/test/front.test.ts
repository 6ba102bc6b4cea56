import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createFront, targetOf } from '../lan/createFront.ts'
import { type Certificate, provideCertificate } from '../lan/provideCertificate.ts'

let folder: string
let certificate: Certificate
let port: number
const servers: Server[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-front-'))
  certificate = await provideCertificate(folder, '127.0.0.1')
  const front = createFront({ web: await echo('web'), engine: await echo('engine') }, certificate)
  port = await listen(front)
})
afterAll(async () => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  await rm(folder, { recursive: true, force: true })
})

async function listen(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** A server that says its name, and what it was asked, by HTTP and by WebSocket. */
async function echo(name: string): Promise<string> {
  const server = createServer((asked, response) => {
    const { host, 'x-forwarded-for': from, 'x-forwarded-proto': protocol } = asked.headers
    response.end(JSON.stringify({ name, url: asked.url, host, from, protocol }))
  })
  new WebSocketServer({ server }).on('connection', (socket, { url }) => {
    socket.on('message', (data) => socket.send(`${name} ${url} ${data}`))
  })
  return `http://127.0.0.1:${await listen(server)}`
}

async function get(path: string, headers: Record<string, string> = {}) {
  const asked = request({ host: '127.0.0.1', port, path, headers, ca: certificate.cert, agent: false }).end()
  const [response] = await once(asked, 'response')
  let body = ''
  for await (const chunk of response) body += chunk
  return { status: response.statusCode as number, body: body ? JSON.parse(body) : undefined }
}

test.each([
  ['/', 'web'],
  ['/sync', 'engine'],
  ['/sync/room/board/1?token=t', 'engine'],
  ['/socket.io/?EIO=4', 'engine'],
  ['/synchronous', 'web'],
  ['/class/1?next=/sync/', 'web'],
] as const)('%s goes to %s', (path, target) => {
  expect(targetOf(path)).toBe(target)
})

test('requests arrive whole, with a certificate that fits', async () => {
  const { body } = await get('/courses/demo-course?x=1')
  expect(body).toMatchObject({
    name: 'web',
    url: '/courses/demo-course?x=1',
    host: `127.0.0.1:${port}`,
    protocol: 'https',
  })
  expect((await get('/socket.io/?EIO=4')).body).toMatchObject({ name: 'engine' })
})

test('what a caller says about its own address is not believed', async () => {
  const { body } = await get('/', { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-proto': 'http' })
  expect(body.from).not.toContain('1.2.3.4')
  expect(body.protocol).toBe('https')
})

test.each([
  ['/sync/r/board/1', 'engine'],
  ['/_next/webpack-hmr', 'web'],
])('a WebSocket to %s reaches %s', async (path, name) => {
  const socket = new WebSocket(`wss://127.0.0.1:${port}${path}`, { ca: certificate.cert })
  await once(socket, 'open')
  socket.send('hello')
  const [data] = await once(socket, 'message')
  expect(String(data)).toBe(`${name} ${path} hello`)
  socket.terminate()
})

test('while a service is away the caller is told to come back, and others are served', async () => {
  const front = createFront({ web: 'http://127.0.0.1:9', engine: 'http://127.0.0.1:9' }, certificate)
  const kept = port
  port = await listen(front)
  expect((await get('/')).status).toBe(502)
  const socket = new WebSocket(`wss://127.0.0.1:${port}/sync/r/d`, { ca: certificate.cert })
  const [failure] = await once(socket, 'error')
  expect(String(failure)).toMatch(/hang up|502|ECONNRESET/)
  port = kept
  expect((await get('/')).status).toBe(200)
})
