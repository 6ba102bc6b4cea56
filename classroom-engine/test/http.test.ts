import { COMMANDS, mintDebugToken, NodeReport, RecentErrors } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { RoomLog } from '../src/log/RoomLog.ts'
import { mintToken } from './support/mintToken.ts'
import { TestEngine } from './support/TestEngine.ts'

let engine: TestEngine

beforeEach(async () => {
  engine = await TestEngine.start()
})
afterEach(() => engine.stop())

const ada = { sub: 'ada', role: 'instructor' } as const
const end = async (room: string, token: string) =>
  fetch(`${engine.url}/v1/rooms/${room}/end`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })

test.each([
  ['/healthz', { ok: true }],
  ['/readyz', { ok: true, durability: 'fsync of every step' }],
])('%s answers', async (path, answer) => {
  const response = await fetch(engine.url + path)
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual(answer)
})

test('/metrics tells of rooms, connections, steps and what was refused', async () => {
  await engine.joined(ada)
  const socket = await engine.raw('board/7', ada)
  await socket.closed()
  const text = await (await fetch(`${engine.url}/metrics`)).text()
  expect(text).toMatch(/^lectern_engine_rooms 1$/m)
  expect(text).toMatch(/^lectern_engine_sessions 1$/m)
  expect(text).toMatch(/^lectern_engine_refused_total\{code="DOCUMENT_NOT_FOUND"\} 1$/m)
  expect(text).toMatch(/^lectern_engine_step_commit_ms_count [1-9]/m)
  expect(text).toMatch(/^lectern_engine_log_entries_total [1-9]/m)
})

test('/metrics tells of edits, people, how long coming in took and who came back', async () => {
  const first = await engine.joined(ada)
  const board = await (await engine.raw('board/1', ada)).sync()
  board.edit((doc) => doc.getMap('records').set('shape:a', 1), new Y.Doc())
  await board.until(() => board.doc.getMap('records').has('shape:a'))
  first.close()
  await vi.waitFor(async () => expect(await metric('lectern_engine_people')).toBe(0))
  const second = await engine.joined(ada)
  expect(await metric('lectern_engine_people')).toBe(1)
  expect(await metric('lectern_engine_edits_total')).toBeGreaterThanOrEqual(1)
  expect(await metric('lectern_engine_join_ms_count')).toBe(2)
  expect(await metric('lectern_engine_reconnects_total')).toBe(1)
  await second.do(COMMANDS.leaveClass, {})
  await engine.joined(ada)
  expect(await metric('lectern_engine_reconnects_total')).toBe(1)
})

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${engine.url}/metrics`)).text()
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
}

describe('/v1/debug', () => {
  const SECRET = 'a secret of the operators, long enough for that'
  const ask = async (token: string) =>
    fetch(`${engine.url}/v1/debug`, { headers: { authorization: `Bearer ${token}` } })

  test('tells nobody anything where there is no secret', async () => {
    const response = await ask(await mintDebugToken(SECRET, Date.now()))
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('tells of rooms and errors to whoever has a token of this minute, and to nobody else', async () => {
    await engine.stop()
    const recentErrors = new RecentErrors()
    engine = await TestEngine.start({ debugSecret: SECRET }, { recentErrors })
    recentErrors.note(new RangeError('of somebody'), 'a command failed')
    await engine.joined({ ...ada, title: 'Knots' })
    await engine.joined({ sub: 'sam' })
    const others = ['', SECRET, await mintToken(ada), await mintDebugToken(SECRET, Date.now() - 120_000)]
    for (const token of others) expect((await ask(token)).status).toBe(403)
    const report = NodeReport.parse(await (await ask(await mintDebugToken(SECRET, Date.now()))).json())
    expect(report).toMatchObject({
      service: 'classroom-engine',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      rooms: [{ id: 'room', title: 'Knots', people: 2, editsPerSecond: 0 }],
      errors: [{ code: 'RangeError', message: 'a command failed' }],
      others: [],
    })
    expect(JSON.stringify(report)).not.toContain('of somebody')
  })
})

test.each(['/healthz', '/metrics', '/v1/debug', '/nothing'])('%s is taken for nothing but what it is', async (path) => {
  const { headers } = await fetch(engine.url + path)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(headers.get('cache-control')).toBe('no-store')
})

test('[WH5] bodies are not read: one of 2 MB, and one that never ends', async () => {
  const token = await mintToken({ sub: 'sam' })
  const headers = { authorization: `Bearer ${token}` }
  const url = `${engine.url}/v1/rooms/room/end`
  expect((await fetch(url, { method: 'POST', headers, body: 'x'.repeat(2 << 20) })).status).toBe(403)
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024)) })
  const options = { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit
  const status = await fetch(url, options).then(
    (response) => response.status,
    () => 'cut off',
  )
  expect([403, 'cut off']).toContain(status)
  expect((await fetch(`${engine.url}/healthz`)).status).toBe(200)
})

test('what is not there is not found', async () => {
  const response = await fetch(`${engine.url}/nothing`)
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' })
})

test("[WH5] an instructor's token ends the class, a repeat is fine", async () => {
  const student = await engine.joined({ sub: 'sam' })
  const token = await mintToken(ada)
  expect((await end('room', token)).status).toBe(200)
  expect(await student.told('class:closed')).toMatchObject({ code: 'CLASS_ENDED' })
  expect((await end('room', token)).status).toBe(200)
  expect(await engine.engine.log.info('room')).toMatchObject({ sealed: true })
})

test('[WH5] a class that nobody entered cannot be entered any more', async () => {
  expect((await end('room', await mintToken(ada))).status).toBe(200)
  expect(await (await engine.commands({ sub: 'sam' })).refused()).toMatchObject({ code: 'CLASS_ENDED' })
})

test.each([
  ['no token', 401, 'BAD_TOKEN', async () => ''],
  ["a student's token", 403, 'NOT_ALLOWED', () => mintToken({ sub: 'sam' })],
  ['a token for another room', 401, 'BAD_TOKEN', () => mintToken({ ...ada, room: 'other' })],
])('[WH5] %s does not end a class', async (_what, status, code, token) => {
  const response = await end('room', await token())
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ code })
})

test('[LG2] while nothing can be made durable /readyz says so, nothing is acknowledged, and then nothing is lost', async () => {
  await engine.stop()
  let isFull = false
  const failed = Promise.withResolvers<void>()
  const wrapLog = (log: RoomLog): RoomLog =>
    new Proxy(log, {
      get(target, key) {
        if (key === 'append' && isFull) {
          return async () => {
            failed.resolve()
            throw new Error('only 0 MB are left on the disk')
          }
        }
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  engine = await TestEngine.start({}, { wrapLog })
  const teacher = await engine.joined(ada)
  const board = await (await engine.raw('board/1', ada)).sync()
  isFull = true
  board.edit((doc) => doc.getMap('records').set('shape:a', 1), new Y.Doc())
  let isAcknowledged = false
  const command = teacher.do(COMMANDS.raiseHand, { raised: true }).then((reply) => {
    isAcknowledged = true
    return reply
  })
  await failed.promise
  const response = await fetch(`${engine.url}/readyz`)
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('only 0 MB are left')
  expect(board.doc.getMap('records').size).toBe(0)
  expect(isAcknowledged).toBe(false)
  isFull = false
  expect(await command).toEqual({ position: 1 })
  await board.until(() => board.doc.getMap('records').has('shape:a'))
  expect((await fetch(`${engine.url}/readyz`)).status).toBe(200)
})
