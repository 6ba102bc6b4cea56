import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RunningSfu } from '../src/createSfu.ts'
import { metricsOf } from './metricsOf.ts'
import { opus, rtpCapabilities, vp8 } from './rtp.ts'
import { startSfu } from './startSfu.ts'
import { TestEngine } from './TestEngine.ts'
import { TestPeer } from './TestPeer.ts'

let sfu: RunningSfu
let engine: TestEngine

beforeAll(async () => {
  sfu = await startSfu(2, { LECTERN_SFU_PRODUCERS_PER_PEER: '3', LECTERN_SFU_LAST_N: '2' })
})
afterAll(() => sfu.close())
afterEach(() => engine.cut())

async function connect(): Promise<TestEngine> {
  engine = await TestEngine.connect(sfu.port, 'rooms')
  return engine
}

test('opening gives both transports on the WebRTC server, capabilities and the codecs in order', async () => {
  const { opened } = await TestPeer.open(await connect(), 'a', 'ada')
  expect(opened!.send.id).not.toBe(opened!.receive.id)
  expect(opened!.send.iceCandidates.map(({ protocol }) => protocol)).toEqual(['udp', 'tcp'])
  expect(opened!.send.iceCandidates[0]!.port).toBe(opened!.receive.iceCandidates[0]!.port)
  const { codecs } = opened!.routerRtpCapabilities as { codecs: { mimeType: string }[] }
  const media = codecs.map(({ mimeType }) => mimeType).filter((type) => !type.endsWith('rtx'))
  expect(media).toEqual(['audio/opus', 'video/H264', 'video/VP8', 'video/VP9', 'video/AV1'])
})

test('sound comes to everybody else, never to the speaker, not even on his other device', async () => {
  await connect()
  const ada = await TestPeer.open(engine, 'b', 'ada')
  const adaToo = await TestPeer.open(engine, 'b', 'ada')
  const sam = await TestPeer.open(engine, 'b', 'sam')
  const producerId = await ada.produce('microphone')
  expect(await sam.consumerOf(producerId)).toMatchObject({ ofUserId: 'ada', source: 'microphone', kind: 'audio' })
  const fromSam = await sam.produce('microphone')
  await ada.consumerOf(fromSam)
  await adaToo.consumerOf(fromSam)
  expect([ada, adaToo].flatMap((peer) => peer.consumers()).map((each) => each.producerId)).toEqual([fromSam, fromSam])
})

test('a picture comes when it is wished, and its sender is told the layer; later nobody looks and he is told', async () => {
  await connect()
  const ada = await TestPeer.open(engine, 'c', 'ada')
  const sam = await TestPeer.open(engine, 'c', 'sam')
  const producerId = await ada.produce('camera')
  await sam.wish('ada', 180)
  await sam.consumerOf(producerId)
  const demand = await engine.event('demand', (data) => data.producerId === producerId)
  expect(demand).toMatchObject({ peerId: ada.at.peerId, wanted: true, spatialLayer: 0 })
  await sam.wish('ada', 720)
  await engine.event('demand', ({ spatialLayer }) => spatialLayer === 2)
  await engine.call('setWishes', { ...sam.at, videos: [] })
  await engine.event('consumerPaused', ({ paused }) => paused)
  await engine.event('demand', ({ wanted }) => !wanted)
})

test('a newcomer who takes first pictures gets one before he wishes any, and only what he wishes from then on', async () => {
  await connect()
  const ada = await TestPeer.open(engine, 'first', 'ada')
  const producerId = await ada.produce('camera')
  const sam = await TestPeer.open(engine, 'first', 'sam', false)
  await engine.call('setCapabilities', { ...sam.at, rtpCapabilities: rtpCapabilities(), firstPictures: 4 })
  const { consumerId } = await sam.consumerOf(producerId)
  await engine.call('setWishes', { ...sam.at, videos: [] })
  await engine.event('consumerPaused', (data) => data.consumerId === consumerId && data.paused)
})

test('last-N: of three wished pictures two run; pinning the third makes it run instead', async () => {
  await connect()
  const viewer = await TestPeer.open(engine, 'd', 'viewer')
  const names = ['x', 'y', 'z']
  const senders = await Promise.all(names.map((name) => TestPeer.open(engine, 'd', name)))
  const ids = await Promise.all(senders.map((sender) => sender.produce('camera')))
  const wish = (userId: string, pinned: boolean) => ({ userId, source: 'camera' as const, height: 180, pinned })
  await engine.call('setWishes', { ...viewer.at, videos: names.map((name) => wish(name, false)) })
  const first = await viewer.consumerOf(ids[0]!)
  const second = await viewer.consumerOf(ids[1]!)
  expect(viewer.consumers()).toHaveLength(2)
  await engine.call('setWishes', { ...viewer.at, videos: names.map((name) => wish(name, name === 'z')) })
  await viewer.consumerOf(ids[2]!)
  const { consumerId } = await engine.event('consumerPaused', ({ paused }) => paused)
  expect(consumerId).toBe(second.consumerId)
  expect(consumerId).not.toBe(first.consumerId)
})

test('consumers rest until the client is ready', async () => {
  await connect()
  const ada = await TestPeer.open(engine, 'e', 'ada')
  const sam = await TestPeer.open(engine, 'e', 'sam')
  const { consumerId } = await sam.consumerOf(await ada.produce('microphone'))
  expect((await metricsOf(sfu.port)).get('lectern_sfu_consumers{state="active"}')).toBe(0)
  await engine.call('consumersReady', { ...sam.at, consumerIds: [consumerId] })
  expect((await metricsOf(sfu.port)).get('lectern_sfu_consumers{state="active"}')).toBe(1)
})

test('muting reaches viewers of pictures; closing closes their consumers', async () => {
  await connect()
  const ada = await TestPeer.open(engine, 'f', 'ada')
  const sam = await TestPeer.open(engine, 'f', 'sam')
  const producerId = await ada.produce('camera')
  await sam.wish('ada')
  const { consumerId } = await sam.consumerOf(producerId)
  await engine.call('pauseProducer', { ...ada.at, producerId, paused: true })
  await engine.event('consumerPaused', (data) => data.consumerId === consumerId && data.producerPaused)
  await engine.call('closeProducer', { ...ada.at, producerId })
  await engine.event('consumerClosed', (data) => data.consumerId === consumerId)
})

test('a retried produce answers with the same producer', async () => {
  await connect()
  const ada = await TestPeer.open(engine, 'g', 'ada')
  const rtp = opus()
  const [one, two] = await Promise.all([
    ada.produce('microphone', 'again', rtp),
    ada.produce('microphone', 'again', rtp),
  ])
  expect(two).toBe(one)
  expect(await ada.produce('microphone', 'again', rtp)).toBe(one)
  expect((await metricsOf(sfu.port)).get('lectern_sfu_producers')).toBe(1)
})

test('what a client gets wrong is its own error, and nobody else notices', async () => {
  await connect()
  const ada = await TestPeer.open(engine, 'h', 'ada')
  const sam = await TestPeer.open(engine, 'h', 'sam')
  const { transportId, ...rest } = { transportId: ada.opened!.receive.id, ...ada.at }
  const produce = (fields: object) => ({
    ...rest,
    requestId: 'r',
    transportId: ada.opened!.send.id,
    source: 'camera' as const,
    kind: 'video' as const,
    rtpParameters: vp8(),
    paused: false,
    ...fields,
  })
  const bad = [
    produce({ rtpParameters: {} }),
    produce({ rtpParameters: { codecs: [{}], encodings: [{}] } }),
    produce({ rtpParameters: { ...vp8(), codecs: [{ mimeType: 'video/NOPE', payloadType: 1, clockRate: 9 }] } }),
    produce({ rtpParameters: { ...vp8(), encodings: Array.from({ length: 40 }, (_, i) => ({ ssrc: i + 1 })) } }),
    produce({ kind: 'audio' }),
    produce({ transportId }),
  ]
  for (const params of bad) await expect(engine.call('produce', params)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(engine.call('produce', produce({ transportId: 'nope' }))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(
    engine.call('connectTransport', { ...rest, transportId, dtlsParameters: { fingerprints: [] } }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  for (const rtpCapabilities of [{ codecs: 'all' }, { codecs: [{ kind: 'audio' }] }]) {
    await expect(engine.call('setCapabilities', { ...ada.at, rtpCapabilities })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  }
  await sam.consumerOf(await ada.produce('microphone'))
})

test('limits per connection', async () => {
  await connect()
  const ada = await TestPeer.open(engine, 'i', 'ada')
  for (const source of ['microphone', 'screenAudio'] as const) await ada.produce(source)
  const third = await ada.produce('microphone')
  await expect(ada.produce('microphone')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  await engine.call('closeProducer', { ...ada.at, producerId: third })
  await ada.produce('microphone')
})

test('ICE restart gives new credentials', async () => {
  await connect()
  const { at, opened } = await TestPeer.open(engine, 'j', 'ada')
  const { iceParameters } = await engine.call('restartIce', { ...at, transportId: opened!.send.id })
  expect(iceParameters.usernameFragment).not.toBe(opened!.send.iceParameters.usernameFragment)
})

test('opening again closes what was there; an empty room keeps nothing', async () => {
  await connect()
  const ada = await TestPeer.open(engine, 'k', 'ada')
  const sam = await TestPeer.open(engine, 'k', 'sam')
  const { consumerId } = await sam.consumerOf(await ada.produce('microphone'))
  await engine.call('openPeer', { ...ada.at, userId: 'ada' })
  await engine.event('consumerClosed', (data) => data.consumerId === consumerId)
  await engine.call('closePeer', ada.at)
  await engine.call('closePeer', sam.at)
  const metrics = await metricsOf(sfu.port)
  const left = ['rooms', 'routers', 'transports', 'producers'].map((name) => metrics.get(`lectern_sfu_${name}`))
  expect(left).toEqual([0, 0, 0, 0])
  await expect(engine.call('stats', ada.at)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('an engine that takes over a room ends what others left in it, and nobody ends what is its own', async () => {
  const before = await connect()
  const stale = await TestPeer.open(before, 'taken', 'ada')
  const producerId = await stale.produce('microphone')
  const next = await TestEngine.connect(sfu.port, 'next leader')
  try {
    await next.call('takeRoom', { room: 'taken' })
    await expect(before.call('stats', stale.at)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const sam = await TestPeer.open(next, 'taken', 'sam')
    await before.call('closeRoom', { room: 'taken' })
    await next.call('stats', sam.at)
    expect(sam.consumers().map((each) => each.producerId)).not.toContain(producerId)
    await next.call('closeRoom', { room: 'taken' })
    await expect(next.call('stats', sam.at)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  } finally {
    next.cut()
  }
})
