import { randomUUID } from 'node:crypto'
import { type Ack, MEDIA_COMMANDS, type MediaCommandName, type MediaSource, toWireError } from '@lectern/protocol'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { MediaService } from '../../src/media/MediaService.ts'
import { Stage } from '../../src/stage/Stage.ts'
import { MemoryRoom, TestSession } from './MemoryRoom.ts'
import { opus, rtpCapabilities, vp8 } from './rtp.ts'
import { SFU_SECRET, SfuProcess } from './SfuProcess.ts'

const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
let sfu: SfuProcess
let service: MediaService
let room: MemoryRoom
/** What clients told of the time without sound and picture, ms. */
const gaps: number[] = []

beforeAll(async () => {
  sfu = await SfuProcess.start()
})
afterAll(() => SfuProcess.endAll())
beforeEach(() => {
  service = serviceAt(sfu)
  room = new MemoryRoom()
  service.attach(room.classroom)
})
afterEach(() => service.close())

const serviceAt = ({ url }: SfuProcess, engineId: string = randomUUID()) =>
  new MediaService({ sfuUrl: url, sfuSecret: SFU_SECRET, engineId, log, onGap: (ms) => void gaps.push(ms) })

/** Calls a media command as the edge does: input checked, errors in wire form. */
async function call(session: TestSession, name: MediaCommandName, input: unknown): Promise<Ack<never>> {
  const handler = service.handlers[name]
  const context = { room: room.classroom, session, standing: room.standing(session.userId), now: room.now }
  try {
    const parsed = MEDIA_COMMANDS[name].input.parse(input) as never
    return { ok: true, value: (await handler.run(context, parsed)) as never }
  } catch (error) {
    return { ok: false, error: toWireError(error) }
  }
}

async function must<Value>(session: TestSession, name: MediaCommandName, input: unknown): Promise<Value> {
  const ack = await call(session, name, input)
  if (!ack.ok) throw new Error(`${ack.error.code}: ${ack.error.message}`)
  return ack.value
}

interface Opened {
  send: { id: string }
  receive: { id: string }
}
const transports = new WeakMap<TestSession, string>()

async function inClass(userId: string, fields = {}, device = '1'): Promise<TestSession> {
  const session = room.join(new TestSession(userId, device), fields)
  await open(session)
  return session
}

async function open(session: TestSession): Promise<void> {
  const { send } = await must<Opened>(session, 'open', {})
  transports.set(session, send.id)
  await must(session, 'ready', { rtpCapabilities: rtpCapabilities() })
}

const produceInput = (session: TestSession, source: MediaSource, fields = {}) => ({
  requestId: randomUUID(),
  transportId: transports.get(session),
  source,
  kind: source === 'camera' || source === 'screen' ? 'video' : 'audio',
  rtpParameters: source === 'camera' || source === 'screen' ? vp8() : opus(),
  ...fields,
})

async function produce(session: TestSession, source: MediaSource, fields = {}): Promise<string> {
  return (await must<{ producerId: string }>(session, 'produce', produceInput(session, source, fields))).producerId
}

test('[ME1] a track goes on air: others get a consumer, the stage and the log say so', async () => {
  const ada = await inClass('ada')
  const sam = await inClass('sam')
  const producerId = await produce(ada, 'microphone')
  expect(await sam.event('media:consumer')).toMatchObject({
    producerId,
    userId: 'ada',
    peerId: 'ada-1',
    source: 'microphone',
  })
  expect(room.onAir()).toEqual([{ userId: 'ada', source: 'microphone', paused: false }])
  expect(room.entries).toEqual([
    { kind: 'media', actor: 'ada', payload: { type: 'started', producerId, peerId: 'ada-1', source: 'microphone' } },
  ])
  expect(ada.all('media:consumer')).toEqual([])
  await must(ada, 'close', { producerId })
  await sam.event('media:consumer-closed')
  expect(room.onAir()).toEqual([])
  expect(room.mediaEntries().at(-1)).toEqual({ type: 'stopped', producerId })
})

test('a retried produce is one track, one row, one entry', async () => {
  const ada = await inClass('ada')
  const input = produceInput(ada, 'camera')
  const first = await must<{ producerId: string }>(ada, 'produce', input)
  expect(await must(ada, 'produce', input)).toEqual(first)
  expect(room.onAir()).toHaveLength(1)
  expect(room.entries).toHaveLength(1)
})

test('a second track of one source takes the place of the first', async () => {
  const ada = await inClass('ada')
  const first = await produce(ada, 'camera')
  const second = await produce(ada, 'camera')
  expect(new Stage(room.stage).media.ids()).toEqual([second])
  expect(room.mediaEntries()).toContainEqual({ type: 'stopped', producerId: first })
})

test.each([
  ['microphone', { grants: [] }, 'NOT_ALLOWED'],
  ['camera', { grants: [] }, 'NOT_ALLOWED'],
  ['screen', { grants: ['speak'] }, 'NOT_ALLOWED'],
  ['screenAudio', { grants: ['speak'] }, 'NOT_ALLOWED'],
  ['screen', { grants: ['present'] }, null],
  ['screen', { role: 'instructor', grants: [] }, null],
  ['microphone', { microphoneLocked: true }, 'LOCKED'],
] as const)('[ME2] %s with %j: %s', async (source, person, code) => {
  const kim = await inClass('kim', person)
  const ack = await call(kim, 'produce', produceInput(kim, source))
  expect(ack.ok ? null : ack.error.code).toBe(code)
  expect(room.onAir()).toHaveLength(code ? 0 : 1)
})

test('[ME6] muted by staff: paused for all, may unmute; not while locked', async () => {
  const kim = await inClass('kim')
  const producerId = await produce(kim, 'microphone')
  await room.step(() => room.media!.muteMicrophone('kim'))
  expect(room.onAir()).toEqual([{ userId: 'kim', source: 'microphone', paused: true }])
  expect(room.mediaEntries().at(-1)).toEqual({ type: 'paused', producerId, paused: true })
  await must(kim, 'pause', { producerId, paused: false })
  expect(room.onAir()[0]!.paused).toBe(false)
  room.setPerson('kim', { microphoneLocked: true })
  await room.step(() => room.media!.muteMicrophone('kim'))
  expect(await call(kim, 'pause', { producerId, paused: false })).toMatchObject({ error: { code: 'LOCKED' } })
  expect(room.onAir()[0]!.paused).toBe(true)
  await must(kim, 'pause', { producerId, paused: true })
})

test('a right that is taken away ends what it allowed, and no more', async () => {
  const kim = await inClass('kim', { grants: ['speak', 'present'] })
  await produce(kim, 'microphone')
  const screen = await produce(kim, 'screen')
  room.setPerson('kim', { grants: ['speak'] })
  await room.step(() => room.media!.rightsChanged('kim'))
  expect(kim.all('media:producer-closed')).toEqual([{ producerId: screen, reason: 'revoked' }])
  expect(room.onAir().map(({ source }) => source)).toEqual(['microphone'])
})

test('a class lock ends students’ cameras', async () => {
  const kim = await inClass('kim')
  await produce(kim, 'camera')
  new Stage(room.stage).set({ locks: { camera: true } })
  await room.step(() => room.media!.rightsChanged('kim'))
  expect(room.onAir()).toEqual([])
  expect(await call(kim, 'produce', produceInput(kim, 'camera'))).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
})

test('who leaves, or is put out, is off air on every device; others go on', async () => {
  const ada = await inClass('ada')
  const kim = await inClass('kim')
  const kimToo = await inClass('kim', {}, '2')
  await produce(ada, 'microphone')
  const kims = await produce(kim, 'microphone')
  await produce(kimToo, 'microphone')
  const { consumerId } = await ada.event('media:consumer', ({ producerId }) => producerId === kims)
  room.leave(kim)
  await ada.event('media:consumer-closed', (data) => data.consumerId === consumerId)
  expect(room.onAir()).toHaveLength(2)
  await room.step(() => room.media!.removePerson('kim'))
  expect(room.onAir()).toEqual([{ userId: 'ada', source: 'microphone', paused: false }])
  expect(await call(kimToo, 'stats', {})).toMatchObject({ error: { code: 'NOT_FOUND' } })
})

test('for how long a client was without sound and picture is told, in bounds', async () => {
  const kim = await inClass('kim')
  await must(kim, 'stats', { gapMs: 512 })
  await must(kim, 'stats', {})
  expect(gaps).toEqual([512])
  for (const gapMs of [-1, 0.5, 1e9, '512']) expect((await call(kim, 'stats', { gapMs })).ok).toBe(false)
  expect(gaps).toEqual([512])
})

test('with the end of the class everything is off air, in the stage and in the log', async () => {
  const ada = await inClass('ada')
  const producerId = await produce(ada, 'camera')
  await room.step(() => room.media!.end())
  expect(room.onAir()).toEqual([])
  expect(room.mediaEntries().at(-1)).toEqual({ type: 'stopped', producerId })
  expect(await call(ada, 'stats', {})).toMatchObject({ error: { code: 'NOT_FOUND' } })
})

test('opening again starts anew', async () => {
  const ada = await inClass('ada')
  await produce(ada, 'microphone')
  await open(ada)
  expect(room.onAir()).toEqual([])
  await produce(ada, 'microphone')
  expect(room.onAir()).toHaveLength(1)
})

test('wishes bring a picture and its sender is told what is wanted', async () => {
  const ada = await inClass('ada')
  const sam = await inClass('sam')
  const producerId = await produce(ada, 'camera')
  await must(sam, 'wish', { videos: [{ userId: 'ada', source: 'camera', height: 180 }] })
  const { consumerId } = await sam.event('media:consumer')
  await must(sam, 'consumed', { consumerIds: [consumerId] })
  expect(await ada.event('media:demand')).toEqual({ producerId, wanted: true, spatialLayer: 0 })
  await must(ada, 'pause', { producerId, paused: true })
  expect(await sam.event('media:consumer-paused', (data) => data.producerPaused)).toMatchObject({ consumerId })
})

test('parameters that are too large are refused before they cost everybody the socket to the SFU', async () => {
  const ada = await inClass('ada')
  const huge = { ...opus(), junk: 'x'.repeat(250_000) }
  const ack = await call(ada, 'produce', produceInput(ada, 'microphone', { rtpParameters: huge }))
  expect(ack).toMatchObject({ error: { code: 'TOO_LARGE' } })
  await produce(ada, 'microphone')
})

test('what an engine that died left on the stage is cleared', async () => {
  const left = new MemoryRoom()
  new Stage(left.stage).media.set('old', { userId: 'ada', peerId: 'x', source: 'camera', paused: false, startedAt: 1 })
  service.attach(left.classroom)
  expect(left.onAir()).toEqual([])
  expect(left.mediaEntries()).toEqual([{ type: 'stopped', producerId: 'old' }])
})

test('[ME7] the SFU dies: media is unavailable, the stage is cleared; it is back: everybody is told and can open again', async () => {
  const own = await SfuProcess.start()
  service.close()
  service = serviceAt(own)
  service.attach(room.classroom)
  const ada = await inClass('ada')
  await produce(ada, 'microphone')
  await own.end('SIGKILL')
  expect(await call(ada, 'stats', {})).toMatchObject({ error: { code: 'MEDIA_UNAVAILABLE' } })
  const again = await SfuProcess.start(own.port)
  expect(await ada.event('media:reset')).toEqual({ reason: 'node' })
  expect(room.onAir()).toEqual([])
  await open(ada)
  await produce(ada, 'microphone')
  expect(room.onAir()).toHaveLength(1)
  expect(await again.end('SIGTERM')).toBe(0)
})
