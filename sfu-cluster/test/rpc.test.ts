import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { RunningSfu } from '../src/createSfu.ts'
import { metricsOf } from './metricsOf.ts'
import { opus } from './rtp.ts'
import { SECRET, startSfu } from './startSfu.ts'
import { TestEngine } from './TestEngine.ts'
import { TestPeer } from './TestPeer.ts'

let sfu: RunningSfu
beforeAll(async () => {
  sfu = await startSfu(1, { LECTERN_SFU_ENGINE_PATIENCE_MS: '60000', LECTERN_SFU_RPC_BYTES: '65536' })
})
afterAll(() => sfu.close())

const url = () => `ws://127.0.0.1:${sfu.port}/rpc`
const authorization = `Bearer ${SECRET}`

test.each([
  ['no secret', {}, 401],
  ['a wrong secret', { authorization: 'Bearer nope' }, 401],
  ['a web page', { authorization, origin: 'http://evil.example' }, 403],
])('%s is refused', async (_, headers, status) => {
  const socket = new WebSocket(url(), { headers })
  const [, response] = await once(socket, 'unexpected-response')
  expect(response.statusCode).toBe(status)
})

test.each([
  ['no hello', '{"id":"1","method":"stats","params":{}}', 4400],
  ['no JSON', '{{{', 4400],
  ['another version', JSON.stringify({ version: 99, engineId: 'x', resume: null }), 4426],
  ['a frame that is too large', JSON.stringify({ version: 1, engineId: 'x'.repeat(70_000), resume: null }), 1009],
])('%s closes the socket', async (_, text, code) => {
  const socket = new WebSocket(url(), { headers: { authorization } })
  await once(socket, 'open')
  socket.send(text)
  expect((await once(socket, 'close'))[0]).toBe(code)
})

test('a bad call is answered, and the next one is done', async () => {
  const engine = await TestEngine.connect(sfu.port)
  expect(await engine.raw({ id: 'a', method: 'format', params: {} })).toMatchObject({ error: { code: 'BAD_REQUEST' } })
  const unfit = await engine.raw({ id: 'b', method: 'openPeer', params: { room: '../x', peerId: 'p', userId: 'u' } })
  expect(unfit).toMatchObject({ error: { code: 'BAD_REQUEST', field: 'room' } })
  await TestPeer.open(engine, 'ok', 'ada')
  engine.cut()
})

test('one call with one id is done once', async () => {
  const engine = await TestEngine.connect(sfu.port)
  const params = { room: 'once', peerId: 'p', userId: 'u' }
  const id = randomUUID()
  const first = await engine.call('openPeer', params, id)
  expect(await engine.call('openPeer', params, id)).toEqual(first)
  engine.cut()
})

test('an engine that was cut off goes on where it was: no event is lost, its media lives', async () => {
  const engineId = randomUUID()
  const engine = await TestEngine.connect(sfu.port, engineId)
  const ada = await TestPeer.open(engine, 'resume', 'ada')
  const sam = await TestPeer.open(engine, 'resume', 'sam')
  await sam.consumerOf(await ada.produce('microphone'))
  const lastEvent = engine.lastSeq
  const { session } = engine.welcome!
  // Cut off before the answer: the call and its event happen while nobody listens.
  const rtpParameters = opus()
  const call = {
    id: randomUUID(),
    method: 'produce',
    params: {
      ...ada.at,
      requestId: 'during',
      transportId: ada.opened!.send.id,
      source: 'screenAudio',
      kind: 'audio',
      rtpParameters,
      paused: false,
    },
  }
  void engine.raw(call)
  engine.socket.close()
  await once(engine.socket, 'close')

  const back = await TestEngine.connect(sfu.port, engineId, { session, lastEvent })
  expect(back.welcome).toMatchObject({ session, resumed: true })
  const answer = await back.raw(call)
  expect(answer.ok).toBe(true)
  const consumer = await back.event('consumer', ({ source }) => source === 'screenAudio')
  expect(answer).toMatchObject({ value: { producerId: consumer.producerId } })
  const seqs = back.events.flatMap(({ seq }) => seq ?? [])
  expect(seqs).toEqual(seqs.map((_, i) => lastEvent + 1 + i))
  back.cut()
})

test('a new process of the same engine starts anew: what the old one had is closed', async () => {
  const engineId = randomUUID()
  const engine = await TestEngine.connect(sfu.port, engineId)
  await TestPeer.open(engine, 'anew', 'ada')
  engine.cut()
  await once(engine.socket, 'close')
  const before = (await metricsOf(sfu.port)).get('lectern_sfu_peers')!
  const next = await TestEngine.connect(sfu.port, engineId)
  expect(next.welcome!.resumed).toBe(false)
  expect((await metricsOf(sfu.port)).get('lectern_sfu_peers')).toBe(before - 1)
  next.cut()
})

test('health, readiness and metrics', async () => {
  const get = (path: string) => fetch(`http://127.0.0.1:${sfu.port}${path}`)
  expect((await get('/healthz')).status).toBe(200)
  expect((await get('/readyz')).status).toBe(200)
  expect((await get('/nothing')).status).toBe(404)
  const metrics = await metricsOf(sfu.port)
  expect(metrics.get('lectern_sfu_workers')).toBe(1)
  expect(metrics.get('lectern_sfu_worker_cpu_seconds{worker="0"}')).toBeGreaterThan(0)
  const names = [...metrics.keys()]
  expect(names.filter((name) => !/^lectern_(sfu|recorder)_/.test(name))).toEqual([])
})
