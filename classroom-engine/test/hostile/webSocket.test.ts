import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SYNC_LIMITS } from '@lectern/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../../scripts/support/freePort.ts'
import { EngineProcess } from '../support/EngineProcess.ts'
import { mintToken } from '../support/mintToken.ts'
import { RawClient } from '../support/RawClient.ts'
import { closePayload, OPCODE, upgradeRequest, WireSocket } from '../support/WireSocket.ts'

const PER_ADDRESS = 20
const STEP_1 = Uint8Array.of(0, 0, 1, 0)
const NONSENSE = Uint8Array.of(0xff, 0xfe)

let folder: string
let engine: EngineProcess
const sockets: { close(): void }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-wire-'))
  engine = new EngineProcess(folder, await freePort())
  await engine.start({ LECTERN_ENGINE_CONNECTIONS_PER_ADDRESS: String(PER_ADDRESS) })
})
afterAll(async () => {
  for (const socket of sockets) socket.close()
  await engine.stop('SIGKILL')
  await rm(folder, { recursive: true })
})

async function tcp(localAddress?: string): Promise<WireSocket> {
  const socket = new WireSocket(engine.port, localAddress)
  sockets.push(socket)
  return socket.connected()
}

const pathOf = async (sub = 'ada') => `/sync/room/board/1?token=${await mintToken({ sub, role: 'assistant' })}`

/** A WebSocket at the board, of somebody who is in. */
async function atBoard(): Promise<WireSocket> {
  const socket = await (await tcp()).upgrade(await pathOf())
  return socket.send({ opcode: OPCODE.binary, payload: STEP_1 }).untilFrame(OPCODE.binary)
}

/** Somebody who reads and writes as people do, before and after. */
async function isServed(): Promise<void> {
  const url = `ws://127.0.0.1:${engine.port}${await pathOf('kim')}`
  const client = await new RawClient(url).sync()
  const n = Math.random()
  client.edit((doc) => doc.getMap('records').set('kim', { n }))
  const other = await new RawClient(url).sync()
  await other.until(() => (other.doc.getMap('records').get('kim') as { n?: number })?.n === n)
  client.close()
  other.close()
}

describe('frames that RFC 6455 does not know end the connection, and that one only', () => {
  const cut: [what: string, send: (socket: WireSocket) => unknown][] = [
    ['a first reserved bit (5.2)', (s) => s.send({ opcode: OPCODE.binary, payload: STEP_1, reserved: 4 })],
    ['a second reserved bit (5.2)', (s) => s.send({ opcode: OPCODE.binary, payload: STEP_1, reserved: 2 })],
    ['a third reserved bit (5.2)', (s) => s.send({ opcode: OPCODE.binary, payload: STEP_1, reserved: 1 })],
    ['a reserved data opcode (5.2)', (s) => s.send({ opcode: 3, payload: STEP_1 })],
    ['a reserved control opcode (5.2)', (s) => s.send({ opcode: 11 })],
    ['a control frame in parts (5.5)', (s) => s.send({ opcode: OPCODE.ping, fin: false })],
    ['a control frame of 126 bytes (5.5)', (s) => s.send({ opcode: OPCODE.ping, payload: new Uint8Array(126) })],
    ['a part of no message (5.4)', (s) => s.send({ opcode: OPCODE.more, payload: STEP_1 })],
    ['text that is not UTF-8 (8.1)', (s) => s.send({ opcode: OPCODE.text, payload: NONSENSE })],
    ['a frame beyond all limits', (s) => s.send({ opcode: OPCODE.binary, claimed: 3 * SYNC_LIMITS.frameBytes })],
    ['a frame of 2^63 bytes', (s) => s.write(Uint8Array.of(0x82, 0xff, 0x80, ...new Array(11).fill(0)))],
    ['a message of parts beyond all limits', (s) => sendParts(s, 5, SYNC_LIMITS.frameBytes / 2)],
  ]
  test.each(cut)('[SY13] %s: cut', async (_what, send) => {
    const socket = await atBoard()
    send(socket)
    await socket.closed()
    await isServed()
  })

  const told: [what: string, code: number, reason: string, send: (socket: WireSocket) => unknown][] = [
    [
      'text, which documents are not',
      4400,
      'BAD_REQUEST',
      (s) => s.send({ opcode: OPCODE.text, payload: Buffer.from('hi') }),
    ],
    ['an empty message', 4400, 'BAD_REQUEST', (s) => s.send({ opcode: OPCODE.binary })],
    [
      'a message begun inside another (5.4)',
      4400,
      'BAD_REQUEST',
      (s) =>
        s.send(
          { opcode: OPCODE.binary, fin: false, payload: Uint8Array.of(9) },
          { opcode: OPCODE.binary, payload: STEP_1 },
        ),
    ],
    ['a message above our limit', 4416, 'TOO_LARGE', (s) => sendParts(s, 3, SYNC_LIMITS.frameBytes / 2)],
    [
      'a flood of pings',
      4529,
      'RATE_LIMITED',
      (s) => s.send(...Array.from({ length: SYNC_LIMITS.framesBurst + 2000 }, () => ({ opcode: OPCODE.ping }))),
    ],
    [
      'a flood of messages that say nothing',
      4529,
      'RATE_LIMITED',
      (s) =>
        s.send(
          ...Array.from({ length: SYNC_LIMITS.framesBurst + 2000 }, () => ({
            opcode: OPCODE.binary,
            payload: Uint8Array.of(3),
          })),
        ),
    ],
    [
      'a close code that must not be sent (7.4.1)',
      1005,
      '',
      (s) => s.send({ opcode: OPCODE.close, payload: closePayload(1005) }),
    ],
    [
      'a close code that does not exist (7.4.2)',
      1005,
      '',
      (s) => s.send({ opcode: OPCODE.close, payload: closePayload(999) }),
    ],
    ['a close frame of one byte (5.5.1)', 1005, '', (s) => s.send({ opcode: OPCODE.close, payload: Uint8Array.of(3) })],
    [
      'a close reason that is not UTF-8 (5.5.1)',
      1005,
      '',
      (s) => s.send({ opcode: OPCODE.close, payload: Buffer.concat([closePayload(1000), NONSENSE]) }),
    ],
    ['a close', 1000, 'bye', (s) => s.send({ opcode: OPCODE.close, payload: closePayload(1000, 'bye') })],
  ]
  test.each(told)('[SY13] %s: told %i %s', async (_what, code, reason, send) => {
    const socket = await atBoard()
    send(socket)
    await socket.closed()
    expect(socket.closeFrame).toEqual({ code, reason })
    await isServed()
  })

  test('a message in parts with a ping between them is whole, and the ping is answered (5.4)', async () => {
    const socket = await (await tcp()).upgrade(await pathOf())
    const [head, tail] = [STEP_1.subarray(0, 2), STEP_1.subarray(2)]
    socket.send({ opcode: OPCODE.binary, fin: false, payload: head })
    socket.send({ opcode: OPCODE.ping, payload: Buffer.from('between') })
    await socket.untilFrame(OPCODE.pong)
    expect(socket.frames().map(({ opcode }) => opcode)).toEqual([OPCODE.pong])
    socket.send({ opcode: OPCODE.more, payload: tail })
    await socket.untilFrame(OPCODE.binary)
    expect(socket.frames()[0]!.payload.toString()).toBe('between')
  })

  test('a frame without a mask (5.1) changes nothing: what it holds reads as nonsense', async () => {
    const socket = await atBoard()
    const padding = new Uint8Array(64).fill(1)
    socket.send({ opcode: OPCODE.binary, payload: padding, masked: false })
    socket.send({ opcode: OPCODE.binary, payload: padding, masked: false })
    await socket.closed()
    await isServed()
  })
})

/** One message in parts. */
function sendParts(socket: WireSocket, count: number, bytes: number): void {
  const payload = new Uint8Array(bytes)
  for (let n = 0; n < count; n += 1) {
    socket.send({ opcode: n === 0 ? OPCODE.binary : OPCODE.more, fin: n === count - 1, payload })
  }
}

describe('before the token is checked', () => {
  const doors: [
    what: string,
    code: number,
    reason: string,
    path: () => Promise<string>,
    headers?: Record<string, string>,
  ][] = [
    ['no token', 4401, 'BAD_TOKEN', async () => '/sync/room/board/1'],
    ['nonsense for a token', 4401, 'BAD_TOKEN', async () => '/sync/room/board/1?token=%00%ff..'],
    ['a page of another origin', 4413, 'BAD_ORIGIN', () => pathOf(), { Origin: 'https://evil.test' }],
    ['no such room', 4404, 'ROOM_NOT_FOUND', async () => '/sync/%2e%2e/board/1?token=x'],
    ['no document', 4404, 'ROOM_NOT_FOUND', async () => '/sync/room'],
  ]
  test.each(doors)('[SY2] %s: told %i %s at once', async (_what, code, reason, path, headers) => {
    const socket = await (await tcp()).upgrade(await path(), headers)
    await socket.closed()
    expect(socket.closeFrame).toEqual({ code, reason })
  })

  test('more frames than one may hold are not kept', async () => {
    const socket = await tcp()
    socket.write(upgradeRequest(await pathOf()))
    for (let n = 0; n < 3; n += 1)
      socket.send({ opcode: OPCODE.binary, payload: new Uint8Array(SYNC_LIMITS.frameBytes / 2) })
    await socket.closed()
    expect(socket.received.toString('latin1')).toMatch(/TOO_LARGE|BAD_REQUEST/)
  })

  const requests: [what: string, status: number, request: string][] = [
    ['headers without end', 431, `GET / HTTP/1.1\r\n${'h: 1\r\n'.repeat(400)}\r\n`],
    ['an address without end', 431, `GET /${'a'.repeat(20_000)}`],
    ['no HTTP', 505, '\u0000\u0001\u0002\r\n\r\n'],
    [
      'two lengths of one body',
      400,
      'POST /v1/rooms/x/end HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['an upgrade without a key', 404, upgradeRequest('/sync/room/board/1').replace(/Sec-WebSocket-Key: .*\r\n/, '')],
    ['an upgrade with a short key', 404, upgradeRequest('/sync/room/board/1', { 'Sec-WebSocket-Key': 'abc' })],
  ]
  test.each(requests)('%s: %i', async (_what, status, request) => {
    const socket = (await tcp()).write(request)
    await socket.until((text) => text.includes('\r\n\r\n'))
    expect(socket.received.toString('latin1')).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  test('[SY13] one address opens so many sockets; the next is told, others come in, and room that is left is room again', async () => {
    const open = async () => (await tcp('127.0.0.2')).upgrade(await pathOf())
    const held = await Promise.all(Array.from({ length: PER_ADDRESS }, open))
    const next = await (await open()).closed()
    expect(next.closeFrame).toEqual({ code: 4529, reason: 'RATE_LIMITED' })
    await isServed()
    held.pop()!.send({ opcode: OPCODE.close, payload: closePayload(1000) })
    for (let isIn = false; !isIn; ) {
      const again = (await open()).send({ opcode: OPCODE.binary, payload: STEP_1 })
      isIn = await again.untilFrame(OPCODE.binary).then(
        ({ closeFrame }) => !closeFrame,
        () => false,
      )
    }
    for (const socket of held) socket.close()
  })
})

describe('connections that never come to the point', () => {
  const SILENT = 10_000
  const RSS_BYTES = 16 * 1024

  test(`[SY13] ${SILENT} half-open upgrades cost little memory each, and are dropped in bounded time, also where they drip`, async () => {
    const before = rss()
    const silent = await Promise.all(
      Array.from({ length: SILENT }, async () =>
        (await tcp()).write('GET /sync/room/board/1 HTTP/1.1\r\nHost: a\r\nUpg'),
      ),
    )
    await isServed()
    const each = (rss() - before) / SILENT
    console.log(`${SILENT} half-open upgrades: ${(each / 1024).toFixed(1)} kB of memory each (goal 16)`)
    expect(each).toBeLessThan(RSS_BYTES)
    const started = performance.now()
    const dripping = silent[0]!
    const drip = setInterval(() => dripping.write('x'), 500)
    await Promise.all(silent.map((socket) => socket.closed()))
    clearInterval(drip)
    console.log(`all were dropped within ${((performance.now() - started) / 1000).toFixed(0)} s`)
    await isServed()
  }, 120_000)

  test('[CM9] a connection for commands that tells no token is ended', async () => {
    const socket = await (await tcp()).upgrade('/socket.io/?EIO=4&transport=websocket')
    await socket.untilFrame(OPCODE.text)
    const started = performance.now()
    await socket.closed()
    expect(performance.now() - started).toBeLessThan(20_000)
  }, 60_000)
})

function rss(): number {
  const status = readFileSync(`/proc/${engine.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) * 1024
}
