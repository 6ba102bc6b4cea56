import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { mintDebugToken, NodeReport } from '@lectern/protocol'
import type { SfuMethod } from '@lectern/protocol/sfuRpc'
import type { types } from 'mediasoup'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { RunningSfu } from '../src/createSfu.ts'
import { metricsOf } from './metricsOf.ts'
import { provideWorker } from './provideWorker.ts'
import { opus, rtpCapabilities, vp8 } from './rtp.ts'
import { SECRET, startSfu } from './startSfu.ts'
import { TestEngine } from './TestEngine.ts'
import { TestPeer } from './TestPeer.ts'

const DEBUG_SECRET = 'a secret of the operators, long enough for that'
/** Opening and closing tracks; how many come to 10,000 in all. */
const CYCLES = 10_000
const AT_ONCE = 6

let sfu: RunningSfu
let engine: TestEngine
let bystander: Bystander
const workers: types.Worker[] = []

beforeAll(async () => {
  provideWorker()
  const { observer } = await import('mediasoup')
  observer.on('newworker', (worker) => workers.push(worker))
  sfu = await startSfu(2, { LECTERN_SFU_PEERS_PER_ROOM: '40', LECTERN_DEBUG_SECRET: DEBUG_SECRET })
  bystander = await Bystander.open()
})
afterAll(() => sfu.close())

beforeEach(async () => {
  engine = await TestEngine.connect(sfu.port)
})
afterEach(async () => {
  engine.cut()
  await bystander.isUnharmed()
  expect(sfu.workerPids().sort()).toEqual(workers.map(({ pid }) => pid).sort())
})

/** Two people of another engine, in another room, who notice nothing of anything. */
class Bystander {
  readonly #engine: TestEngine
  readonly #viewer: TestPeer
  readonly #consumerId: string

  private constructor(engine: TestEngine, viewer: TestPeer, consumerId: string) {
    this.#engine = engine
    this.#viewer = viewer
    this.#consumerId = consumerId
  }

  static async open(): Promise<Bystander> {
    const engine = await TestEngine.connect(sfu.port, 'bystander')
    const speaker = await TestPeer.open(engine, 'calm', 'speaker')
    const viewer = await TestPeer.open(engine, 'calm', 'viewer')
    const { consumerId } = await viewer.consumerOf(await speaker.produce('microphone'))
    await engine.call('consumersReady', { ...viewer.at, consumerIds: [consumerId] })
    return new Bystander(engine, viewer, consumerId)
  }

  get peerId(): string {
    return this.#viewer.at.peerId
  }

  async isUnharmed(): Promise<void> {
    expect(this.#engine.socket.readyState).toBe(WebSocket.OPEN)
    expect(await this.#engine.call('stats', this.#viewer.at)).toEqual({ send: 'good', receive: 'good' })
    expect(this.#engine.all('consumerClosed').map(({ consumerId }) => consumerId)).not.toContain(this.#consumerId)
    expect(this.#engine.all('reset')).toEqual([])
  }
}

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: { code?: string }) => String(error.code),
  )

const produceParams = (peer: TestPeer, rtpParameters: unknown, fields: object = {}) => ({
  ...peer.at,
  requestId: randomUUID(),
  transportId: peer.opened!.send.id,
  source: 'camera' as const,
  kind: 'video' as const,
  rtpParameters: rtpParameters as Record<string, unknown>,
  paused: false,
  ...fields,
})

describe('transports', () => {
  test('1,000 at once: a room takes what it may, a person what one may have, all others are refused and nothing is left', async () => {
    const before = (await metricsOf(sfu.port)).get('lectern_sfu_transports')!
    const open = (room: string, userId: string) =>
      codeOf(engine.call('openPeer', { room, peerId: randomUUID(), userId }))
    const people = await Promise.all(Array.from({ length: 500 }, (_, i) => open('crowd', `user-${i}`)))
    expect(people.filter((code) => code === 'ok')).toHaveLength(40)
    expect(people.filter((code) => code === 'MEDIA_UNAVAILABLE')).toHaveLength(460)
    expect((await metricsOf(sfu.port)).get('lectern_sfu_transports')).toBe(before + 80)
    await engine.call('closeRoom', { room: 'crowd' })

    const devices: string[] = []
    for (let i = 0; i < 30; i++) devices.push(await open('crowd', 'one-person'))
    expect(devices.filter((code) => code === 'ok')).toHaveLength(16)
    expect(new Set(devices.slice(16))).toEqual(new Set(['MEDIA_UNAVAILABLE']))
    await engine.call('closeRoom', { room: 'crowd' })
    expect((await metricsOf(sfu.port)).get('lectern_sfu_transports')).toBe(before)
  })

  test('opening one and the same peer 200 times at once leaves one', async () => {
    const before = (await metricsOf(sfu.port)).get('lectern_sfu_transports')!
    const at = { room: 'again', peerId: 'p', userId: 'u' }
    await Promise.all(Array.from({ length: 200 }, () => codeOf(engine.call('openPeer', at))))
    expect((await metricsOf(sfu.port)).get('lectern_sfu_transports')).toBe(before + 2)
    await engine.call('closePeer', at)
    await expect(workersHold()).resolves.toEqual(await workersHold())
    expect((await metricsOf(sfu.port)).get('lectern_sfu_transports')).toBe(before)
  })
})

test(`${CYCLES} times a track is opened and closed, heard by others: all that it took comes back`, async () => {
  const senders = await Promise.all(['a', 'b'].map((name) => TestPeer.open(engine, 'cycles', name)))
  await TestPeer.open(engine, 'cycles', 'listener')
  const cycle = async (sender: TestPeer) => {
    const producerId = await sender.produce('microphone')
    await engine.call('closeProducer', { ...sender.at, producerId })
  }
  const cycles = async (count: number) => {
    for (let done = 0; done < count; done += 2 * AT_ONCE) {
      await Promise.all(senders.flatMap((sender) => Array.from({ length: AT_ONCE }, () => cycle(sender))))
      // What the test keeps of events is not the node's.
      engine.events.length = 0
    }
  }
  await cycles(2000)
  const before = { held: await workersHold(), memory: await memory() }
  await cycles(CYCLES - 2000)
  expect(await workersHold()).toEqual(before.held)
  const after = await memory()
  console.info(`node ${before.memory.node} → ${after.node} MB, workers ${before.memory.workers} → ${after.workers} MB`)
  expect(after.node - before.memory.node).toBeLessThan(60)
  expect(after.workers - before.memory.workers).toBeLessThan(40)
  expect((await metricsOf(sfu.port)).get('lectern_sfu_producers')).toBe(1)
}, 240_000)

describe('forged parameters', () => {
  const forged: [what: string, change: (rtp: ReturnType<typeof vp8>) => unknown][] = [
    ['none', () => undefined],
    ['no codec', (rtp) => ({ ...rtp, codecs: [] })],
    ['10,000 codecs', (rtp) => ({ ...rtp, codecs: Array.from({ length: 1000 }, () => (rtp.codecs as [object])[0]) })],
    ['codecs that are text', (rtp) => ({ ...rtp, codecs: 'VP8' })],
    ['a codec that is null', (rtp) => ({ ...rtp, codecs: [null] })],
    [
      'a codec that nobody knows',
      (rtp) => ({ ...rtp, codecs: [{ mimeType: 'video/X', payloadType: 96, clockRate: 90_000 }] }),
    ],
    [
      'a codec with a name of 5,000 letters',
      (rtp) => ({ ...rtp, codecs: [codec(rtp, { mimeType: `video/${'x'.repeat(5000)}` })] }),
    ],
    ['a payload type that does not fit', (rtp) => ({ ...rtp, codecs: [codec(rtp, { payloadType: 4711 })] })],
    ['a clock without ticks', (rtp) => ({ ...rtp, codecs: [codec(rtp, { clockRate: 0 })] })],
    [
      '5,000 parameters',
      (rtp) => ({
        ...rtp,
        codecs: [codec(rtp, { parameters: Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`p${i}`, i])) })],
      }),
    ],
    ['parameters in parameters', (rtp) => ({ ...rtp, codecs: [codec(rtp, { parameters: { a: { b: {} } } })] })],
    [
      'retransmission of nothing',
      (rtp) => ({
        ...rtp,
        codecs: [{ mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 55 } }],
      }),
    ],
    ['no encoding', (rtp) => ({ ...rtp, encodings: [] })],
    ['400 encodings', (rtp) => ({ ...rtp, encodings: Array.from({ length: 400 }, (_, i) => ({ ssrc: i + 1 })) })],
    ['an SSRC below nothing', (rtp) => ({ ...rtp, encodings: [{ ssrc: -1 }] })],
    ['an SSRC that does not fit', (rtp) => ({ ...rtp, encodings: [{ ssrc: 2 ** 40 }] })],
    ['an SSRC that is a fraction', (rtp) => ({ ...rtp, encodings: [{ ssrc: 1.5 }] })],
    ['the same SSRC twice', (rtp) => ({ ...rtp, encodings: [{ ssrc: 7 }, { ssrc: 7 }] })],
    ['a name of a layer with signs', (rtp) => ({ ...rtp, encodings: [{ rid: '../\u0000' }] })],
    ['99 layers of space', (rtp) => ({ ...rtp, encodings: [{ ssrc: 7, scalabilityMode: 'L99T99' }] })],
    [
      '1,000 extensions',
      (rtp) => ({ ...rtp, headerExtensions: Array.from({ length: 1000 }, (_, id) => ({ uri: 'x', id })) }),
    ],
    ['an extension with an id that does not fit', (rtp) => ({ ...rtp, headerExtensions: [{ uri: 'x', id: 99_999 }] })],
    ['a cname of 50,000 letters', (rtp) => ({ ...rtp, rtcp: { cname: 'x'.repeat(50_000) } })],
    ['a mid that is an object', (rtp) => ({ ...rtp, mid: {} })],
  ]
  const codec = (rtp: ReturnType<typeof vp8>, fields: object) => ({ ...(rtp.codecs as [object])[0], ...fields })

  test.each(forged)('%s', async (_what, change) => {
    const peer = await TestPeer.open(engine, randomUUID(), 'eve')
    expect(await codeOf(engine.call('produce', produceParams(peer, change(vp8()))))).toBe('BAD_REQUEST')
    // Who erred may still do it right.
    await peer.produce('microphone')
  })

  test('an SSRC or a mid that one sends already, and one that another sends', async () => {
    const eve = await TestPeer.open(engine, 'collide', 'eve')
    const sam = await TestPeer.open(engine, 'collide', 'sam')
    const rtp = { ...vp8(1), mid: 'one' }
    await sam.produce('camera', randomUUID(), rtp)
    const own = { ...vp8(1), mid: 'two' }
    await eve.produce('camera', randomUUID(), own)
    expect(await codeOf(engine.call('produce', produceParams(eve, { ...own, mid: 'three' })))).toBe('BAD_REQUEST')
    expect(await codeOf(engine.call('produce', produceParams(eve, { ...vp8(1), mid: 'two' })))).toBe('BAD_REQUEST')
    // Each link has numbers of its own, so those of somebody else take nothing from anybody.
    expect(await codeOf(engine.call('produce', produceParams(eve, rtp)))).toBe('ok')
    expect(await engine.call('stats', sam.at)).toMatchObject({ send: 'good' })
  })

  test('2,000 mutations of good ones: each is taken or refused as the sender’s fault, and no worker dies', async () => {
    const random = randomFrom(20_261_122)
    const outcomes: Record<string, number> = {}
    const count = (code: string) => {
      outcomes[code] = (outcomes[code] ?? 0) + 1
    }
    const peer = await TestPeer.open(engine, 'fuzz', 'eve')
    for (let round = 0; round < 1000; round++) {
      const params = produceParams(peer, mutated(random() < 0.5 ? vp8() : vp8(1), random))
      const answer = await engine.raw({ id: randomUUID(), method: 'produce', params })
      count(answer.ok ? 'ok' : answer.error.code)
      if (answer.ok) {
        const { producerId } = answer.value as { producerId: string }
        await engine.call('closeProducer', { ...peer.at, producerId })
      }
      const rtpCaps = mutated(rtpCapabilities(), random) as Record<string, unknown>
      count(await codeOf(engine.call('setCapabilities', { ...peer.at, rtpCapabilities: rtpCaps })))
    }
    console.info('mutated parameters:', outcomes)
    expect(Object.keys(outcomes).sort()).toEqual(['BAD_REQUEST', 'ok'])
  }, 120_000)

  test('DTLS of another form, of no hash that there is, and of a thousand prints', async () => {
    const { at, opened } = await TestPeer.open(engine, 'dtls', 'eve')
    const print = { algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }
    const connect = (dtlsParameters: unknown) =>
      codeOf(
        engine.call('connectTransport', {
          ...at,
          transportId: opened!.send.id,
          dtlsParameters: dtlsParameters as Record<string, unknown>,
        }),
      )
    for (const bad of [
      {},
      { fingerprints: [] },
      { fingerprints: 'x' },
      { fingerprints: [null] },
      { fingerprints: [{ ...print, algorithm: 'md5' }] },
      { fingerprints: [{ ...print, value: 'x'.repeat(10_000) }] },
      { fingerprints: Array.from({ length: 1000 }, () => print) },
      { role: 'boss', fingerprints: [print] },
    ]) {
      expect(await connect(bad)).toBe('BAD_REQUEST')
    }
    expect(await connect({ role: 'client', fingerprints: [print] })).toBe('ok')
  })
})

describe('what belongs to others', () => {
  test('a consumer, a producer and a picture of another room are out of reach', async () => {
    const ada = await TestPeer.open(engine, 'mine', 'ada')
    const sam = await TestPeer.open(engine, 'mine', 'sam')
    const eve = await TestPeer.open(engine, 'hers', 'eve')
    const producerId = await ada.produce('microphone')
    const { consumerId } = await sam.consumerOf(producerId)
    const active = async () => (await metricsOf(sfu.port)).get('lectern_sfu_consumers{state="active"}')
    const before = await active()
    await engine.call('consumersReady', { ...eve.at, consumerIds: [consumerId] })
    expect(await active()).toBe(before)
    expect(await codeOf(engine.call('pauseProducer', { ...eve.at, producerId, paused: true }))).toBe('NOT_FOUND')
    await engine.call('closeProducer', { ...eve.at, producerId })
    await ada.produce('camera')
    await eve.wish('ada', 720)
    const foreign = [ada, sam].flatMap(({ opened }) => [opened!.send.id, opened!.receive.id])
    for (const transportId of foreign) {
      expect(await codeOf(engine.call('restartIce', { ...eve.at, transportId }))).toBe('NOT_FOUND')
      expect(await codeOf(engine.call('produce', produceParams(eve, vp8(), { transportId })))).toBe('NOT_FOUND')
    }
    await engine.call('consumersReady', { ...sam.at, consumerIds: [consumerId] })
    expect(await active()).toBe(before! + 1)
    expect(eve.consumers()).toEqual([])
  })

  test('a peer of another engine is as if it were not there', async () => {
    const calls: [SfuMethod, object][] = [
      ['setCapabilities', { rtpCapabilities: rtpCapabilities() }],
      ['connectTransport', { transportId: 'x', dtlsParameters: {} }],
      ['restartIce', { transportId: 'x' }],
      [
        'produce',
        { requestId: 'r', transportId: 'x', source: 'microphone', kind: 'audio', rtpParameters: opus(), paused: false },
      ],
      ['pauseProducer', { producerId: 'x', paused: true }],
      ['closeProducer', { producerId: 'x' }],
      ['consumersReady', { consumerIds: ['x'] }],
      ['setWishes', { videos: [] }],
      ['stats', {}],
    ]
    for (const [method, fields] of calls) {
      for (const at of [
        { room: 'calm', peerId: bystander.peerId },
        { room: 'calm', peerId: randomUUID() },
        { room: 'nowhere', peerId: bystander.peerId },
      ]) {
        const answer = await engine.raw({ id: randomUUID(), method, params: { ...at, ...fields } })
        expect(answer, method).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
      }
    }
  })
})

describe('order', () => {
  test('calls before the media is open, and after it is closed, are refused', async () => {
    const at = { room: 'early', peerId: 'p' }
    expect(await codeOf(engine.call('stats', at))).toBe('NOT_FOUND')
    expect(await codeOf(engine.call('setWishes', { ...at, videos: [] }))).toBe('NOT_FOUND')
    const peer = await TestPeer.open(engine, 'early', 'u')
    await engine.call('closePeer', peer.at)
    expect(await codeOf(peer.produce('microphone'))).toBe('NOT_FOUND')
    expect(await codeOf(engine.call('closePeer', peer.at))).toBe('ok')
  })

  test('produce before connect, ready before capabilities, connect twice: each is done once, in whatever order', async () => {
    const peer = await TestPeer.open(engine, 'order', 'u', false)
    await peer.produce('microphone')
    await engine.call('consumersReady', { ...peer.at, consumerIds: ['none'] })
    const print = { algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }
    const params = {
      ...peer.at,
      transportId: peer.opened!.send.id,
      dtlsParameters: { role: 'client', fingerprints: [print] },
    }
    const twice = await Promise.all([
      codeOf(engine.call('connectTransport', params)),
      codeOf(engine.call('connectTransport', params)),
    ])
    expect(twice).toContain('ok')
    expect(await codeOf(engine.call('connectTransport', params))).toBe('ok')
  })

  test('one id for 1,000 calls is one call, whatever the others ask for', async () => {
    const id = randomUUID()
    const first = await engine.call('openPeer', { room: 'replay', peerId: 'p', userId: 'u' }, id)
    const answers: string[] = []
    const all = new Promise<void>((resolve) => {
      engine.socket.on('message', (data) => {
        if (answers.push(String(data)) === 1000) resolve()
      })
    })
    const repeat = JSON.stringify({ id, method: 'closeRoom', params: { room: 'replay' } })
    for (let i = 0; i < 1000; i++) engine.socket.send(repeat)
    await all
    expect(new Set(answers)).toEqual(new Set([JSON.stringify({ id, ok: true, value: first })]))
    expect(await codeOf(engine.call('stats', { room: 'replay', peerId: 'p' }))).toBe('ok')
  })
})

describe('frames', () => {
  const UNFIT: [what: string, text: string | Buffer][] = [
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[]'],
    ['text', '"x"'],
    ['no id', '{"method":"stats","params":{}}'],
    ['an id that is a number', '{"id":1,"method":"stats","params":{}}'],
    ['an id that is a list', '{"id":[],"method":"stats"}'],
    ['half of one', '{"id":"1","meth'],
    ['a nested one', '['.repeat(20_000)],
    ['bytes', Buffer.from([0, 255, 1])],
    ['nothing', ''],
  ]
  test.each(UNFIT)('%s ends the socket with a code, and only that one', async (_what, frame) => {
    const closed = once(engine.socket, 'close')
    engine.socket.send(frame)
    expect((await closed)[0]).toBe(4400)
  })

  test('a method that there is not is the caller’s fault', async () => {
    const long = 'x'.repeat(10_000)
    for (const method of [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
      'openPeer ',
      'OPENPEER',
      long,
    ]) {
      const answer = await engine.raw({ id: 'm', method, params: {} })
      expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
    }
  })

  test('params of every wrong kind are the caller’s fault', async () => {
    const methods = ['openPeer', 'closePeer', 'closeRoom', 'produce', 'setWishes', 'stats', 'consumersReady'] as const
    const wrong = [
      null,
      0,
      'x',
      [],
      true,
      {},
      { room: {}, peerId: [] },
      { room: '__proto__/..', peerId: 'p', userId: 'u' },
    ]
    for (const method of methods) {
      for (const params of wrong) {
        const answer = await engine.raw({ id: randomUUID(), method, params })
        expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
      }
    }
  })

  test('20,000 calls in one breath are answered, each once', async () => {
    const calls = Array.from({ length: 20_000 }, () => codeOf(engine.call('stats', { room: 'flood', peerId: 'p' })))
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['NOT_FOUND']))
  })
})

describe('the port', () => {
  test('a hello of before, of nobody, or with somebody else’s session', async () => {
    const hello = async (fields: object) => {
      const socket = new WebSocket(`ws://127.0.0.1:${sfu.port}/rpc`, { headers: { authorization: `Bearer ${SECRET}` } })
      await once(socket, 'open')
      socket.send(JSON.stringify({ version: 1, engineId: 'hello', resume: null, ...fields }))
      const [event] = await Promise.race([
        once(socket, 'close').then(([code]) => [code]),
        once(socket, 'message').then(([data]) => [JSON.parse(String(data)).welcome.resumed]),
      ])
      socket.terminate()
      return event
    }
    expect(await hello({ version: 0 })).toBe(4426)
    expect(await hello({ version: '1' })).toBe(4400)
    expect(await hello({ engineId: '' })).toBe(4400)
    expect(await hello({ engineId: 'x'.repeat(200) })).toBe(4400)
    expect(await hello({ resume: 'yes' })).toBe(4400)
    expect(await hello({ resume: { session: engine.welcome!.session, lastEvent: 0 } })).toBe(false)
    expect(await hello({ resume: { session: randomUUID(), lastEvent: -1 } })).toBe(4400)
  })

  test.each([
    ['GET', '/healthz', 200],
    ['GET', '/nothing', 404],
    ['GET', '/v1/debug', 403],
    ['POST', '/metrics', 405],
    ['DELETE', '/rpc', 405],
    ['GET', '/rpc', 404],
    ['GET', '/../../etc/passwd', 404],
  ])('%s %s: %d, and nothing is guessed', async (method, path, status) => {
    const response = await fetch(`http://127.0.0.1:${sfu.port}${path}`, { method })
    expect(response.status).toBe(status)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('a body without end is not read, and a head without end is cut off', async () => {
    const answerTo = async (head: string) => {
      const socket = createConnection(sfu.port, '127.0.0.1')
      let answer = ''
      socket.on('data', (data) => {
        answer += data
      })
      socket.on('error', () => undefined)
      socket.write(head)
      await new Promise((resolve) => socket.on('close', resolve))
      return answer.split('\r\n')[0]
    }
    const post = 'POST /metrics HTTP/1.1\r\nhost: x\r\n'
    expect(await answerTo(`${post}content-length: 99999999\r\n\r\n${'x'.repeat(100_000)}`)).toContain('405')
    expect(await answerTo(`${post}x: ${'x'.repeat(50_000)}\r\n\r\n`)).toContain('431')
  })

  test('the report is for those with a token of this minute', async () => {
    const ask = (token: string) =>
      fetch(`http://127.0.0.1:${sfu.port}/v1/debug`, { headers: { authorization: `Bearer ${token}` } })
    for (const token of [SECRET, DEBUG_SECRET, await mintDebugToken(DEBUG_SECRET, Date.now() - 120_000)]) {
      expect((await ask(token)).status).toBe(403)
    }
    const report = NodeReport.parse(await (await ask(await mintDebugToken(DEBUG_SECRET, Date.now()))).json())
    expect(report).toMatchObject({ service: 'sfu-cluster', workers: [{ name: 'worker 0' }, { name: 'worker 1' }] })
  })
})

interface WithRouters {
  routersForTesting: Set<types.Router>
}

/** What the workers hold, in numbers, once all that was asked of them is done. */
async function workersHold() {
  const dumps = await Promise.all(workers.map((worker) => worker.dump()))
  const routers = workers.flatMap((worker) => [...(worker as types.Worker & WithRouters).routersForTesting])
  const held = await Promise.all(routers.map((router) => router.dump()))
  return {
    channels: dumps.map(({ channelMessageHandlers }) => [
      channelMessageHandlers.channelRequestHandlers.length,
      channelMessageHandlers.channelNotificationHandlers.length,
    ]),
    routers: held.map(({ transportIds, mapProducerIdConsumerIds, mapConsumerIdProducerId }) => [
      transportIds.length,
      mapProducerIdConsumerIds.length,
      mapConsumerIdProducerId.length,
    ]),
  }
}

/** Resident memory after the garbage is collected, MB. */
async function memory(): Promise<{ node: number; workers: number }> {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  const pages = await Promise.all(
    sfu.workerPids().map(async (pid) => Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1])),
  )
  const workersMb = (pages.reduce((sum, each) => sum + each, 0) * 4096) / 2 ** 20
  return { node: Math.round(process.memoryUsage().heapUsed / 2 ** 20), workers: Math.round(workersMb) }
}

type Random = () => number

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const STRANGE = [
  null,
  -1,
  0,
  1,
  65_535,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 53,
  1.5,
  1e308,
  '',
  'x',
  'video/VP8',
  'video/rtx',
  'r0',
  true,
  [],
  {},
  [[]],
]

/** A copy in which one to three values, anywhere, are others, gone, or there many times. */
function mutated(value: unknown, random: Random): unknown {
  const copy = structuredClone(value)
  const times = 1 + Math.floor(random() * 3)
  for (let i = 0; i < times; i++) mutateOnce(copy as Record<string, unknown>, random)
  return copy
}

function mutateOnce(root: Record<string, unknown>, random: Random): void {
  const places: [Record<string, unknown>, string][] = []
  const walk = (node: Record<string, unknown>) => {
    for (const [key, child] of Object.entries(node)) {
      places.push([node, key])
      if (typeof child === 'object' && child !== null) walk(child as Record<string, unknown>)
    }
  }
  walk(root)
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  if (places.length === 0) return
  const [node, key] = pick(places)
  const kind = random()
  if (kind < 0.6) node[key] = pick(STRANGE)
  else if (kind < 0.7) delete node[key]
  else if (kind < 0.85 && Array.isArray(node[key])) node[key] = [...node[key], ...node[key], ...node[key]]
  else {
    const [from, name] = pick(places)
    node[key] = structuredClone(from[name])
  }
}
