import {
  COMMANDS,
  type JoinClaims,
  MEDIA_COMMANDS,
  type MediaSource,
  type RecordChoice,
  type StageRecording,
} from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { opus, vp8 } from '../media/rtp.ts'
import type { CommandClient } from '../support/CommandClient.ts'
import { FakeSfu } from '../support/FakeSfu.ts'
import { LogReader } from '../support/LogReader.ts'
import { mintToken } from '../support/mintToken.ts'
import type { StockClient } from '../support/StockClient.ts'
import { TestEngine } from '../support/TestEngine.ts'

const SECRET = 'a secret that the stand-in does not look at'

let sfu: FakeSfu
let engine: TestEngine
let log: LogReader

beforeEach(async () => {
  sfu = await FakeSfu.start()
  engine = await TestEngine.start({ sfu: { url: sfu.url, secret: SECRET } })
  log = new LogReader(engine.engine.log, 'room')
})
afterEach(async () => {
  await engine.stop()
  await sfu.close()
})

const instructor = (recording?: RecordChoice): Partial<JoinClaims> => ({
  sub: 'ada',
  role: 'instructor',
  ...(recording && { recording }),
})
const joinAda = (recording?: RecordChoice) => engine.joined(instructor(recording))
const everyone: RecordChoice = { policy: 'everyone', auto: true }

/** Puts sources on air, in place of what the person had on air; gives their producers. */
async function produce(client: CommandClient, ...sources: MediaSource[]): Promise<string[]> {
  const { send } = await client.do(MEDIA_COMMANDS.open, {})
  const producers: string[] = []
  for (const source of sources) {
    const isVideo = source === 'camera' || source === 'screen'
    const track = { kind: isVideo ? ('video' as const) : ('audio' as const), rtpParameters: isVideo ? vp8() : opus() }
    const input = { requestId: source, transportId: send.id, source, ...track }
    producers.push((await client.do(MEDIA_COMMANDS.produce, input)).producerId)
  }
  return producers
}

const recordingOf = ({ doc }: StockClient) => doc.getMap('class').get('recording') as StageRecording
const begins = (producerId: string, track: string) =>
  sfu.tell('trackStarted', {
    room: 'room',
    producerId,
    track,
    mime: 'audio/mp4; codecs="opus"',
    width: null,
    height: null,
  })
const segment = (track: string, n: number) => ({
  room: 'room',
  track,
  n,
  at: 1000 + n,
  durationMs: 4000,
  bytes: 64_000,
})

/** Ada's microphone, recorded, as the SFU tells of it. */
async function recordedMicrophone(): Promise<{ ada: CommandClient; producerId: string; track: string }> {
  const ada = await joinAda(everyone)
  const [producerId] = (await produce(ada, 'microphone')) as [string]
  const { track } = (await sfu.untilAsked('recordProducer', 1))[0]!
  begins(producerId, track)
  await log.until(() => log.tracks().length > 0)
  return { ada, producerId, track }
}

describe('[RE2] whose sound and picture is recorded', () => {
  const all: MediaSource[] = ['microphone', 'camera', 'screen', 'screenAudio']
  test.each([
    ['instructor', []],
    ['speakers', ['microphone', 'screen', 'screenAudio']],
    ['everyone', all],
  ] as const)('policy %s: of staff all, of a student %j', async (policy, ofStudent) => {
    const ada = await joinAda({ policy, auto: true })
    const tim = await engine.joined({ sub: 'tim', role: 'assistant' })
    const sam = await engine.joined({ sub: 'sam', grants: ['present'] })
    const owners = new Map<string, string>()
    for (const [name, client] of Object.entries({ ada, tim, sam })) {
      const producers = await produce(client, ...all)
      for (const [index, id] of producers.entries()) owners.set(id, `${name} ${all[index]}`)
    }
    // What is asked in the same moment as this is asked before it.
    await ada.do(COMMANDS.setRecording, { on: false })
    await sfu.untilAsked('stopRecording', 8 + ofStudent.length)
    const recorded = sfu.asked('recordProducer').map(({ producerId }) => owners.get(producerId))
    const expected = ['ada', 'tim'].flatMap((name) => all.map((source) => `${name} ${source}`))
    expect(recorded.sort()).toEqual([...expected, ...ofStudent.map((source) => `sam ${source}`)].sort())
  })

  test('who becomes staff is recorded from then on, and no more when that ends', async () => {
    const ada = await joinAda({ policy: 'instructor', auto: true })
    const sam = await engine.joined({ sub: 'sam' })
    const [producerId] = await produce(sam, 'camera')
    await ada.do(COMMANDS.setRole, { userId: 'sam', role: 'assistant' })
    expect(await sfu.untilAsked('recordProducer', 1)).toMatchObject([{ producerId }])
    await ada.do(COMMANDS.setRole, { userId: 'sam', role: 'student' })
    expect(await sfu.untilAsked('stopRecording', 1)).toMatchObject([{ producerId }])
  })
})

test('[RE3] who refuses is recorded no more, and again, as a new track, when that is taken back', async () => {
  await joinAda(everyone)
  const sam = await engine.joined({ sub: 'sam' })
  const [producerId] = await produce(sam, 'camera')
  await sfu.untilAsked('recordProducer', 1)
  await sam.do(COMMANDS.refuseRecording, { refuse: true })
  expect(await sfu.untilAsked('stopRecording', 1)).toMatchObject([{ producerId }])
  await sam.do(COMMANDS.refuseRecording, { refuse: false })
  const [before, after] = await sfu.untilAsked('recordProducer', 2)
  expect(after).toMatchObject({ producerId })
  expect(after!.track).not.toBe(before!.track)
})

test('[RE12] switched on late it records what is on air, by the clock of the log, and stops when it is switched off', async () => {
  const ada = await joinAda()
  const [microphone, camera] = await produce(ada, 'microphone', 'camera')
  const before = Date.now()
  await ada.do(COMMANDS.setRecording, { on: true })
  const asked = await sfu.untilAsked('recordProducer', 2)
  const startedAt = log.marks()[0]!.t
  expect(asked.map(({ producerId }) => producerId).sort()).toEqual([microphone, camera].sort())
  for (const each of asked) {
    expect(each.startedAt).toBe(startedAt)
    expect(each.logTime).toBeGreaterThanOrEqual(before)
    expect(each.logTime).toBeLessThanOrEqual(Date.now())
  }
  expect(asked.find(({ producerId }) => producerId === camera)!.track).toMatch(/^camera-/)
  await ada.do(COMMANDS.setRecording, { on: false })
  expect(await sfu.untilAsked('stopRecording', 2)).toHaveLength(2)
})

test('[RE12] what the SFU tells of a track stands in the log, in the name of its person', async () => {
  const { ada, producerId, track } = await recordedMicrophone()
  sfu.tell('segment', segment(track, 0))
  sfu.tell('trackEnded', { room: 'room', track, reason: 'recorder-lost' })
  begins(producerId, `${track}-1`)
  sfu.tell('segment', segment(`${track}-1`, 0))
  // Of a producer that is closed by then, too.
  await ada.do(MEDIA_COMMANDS.close, { producerId })
  sfu.tell('trackEnded', { room: 'room', track: `${track}-1`, reason: 'closed' })
  sfu.tell('segment', segment('of-nobody', 0))
  await log.until(() => log.tracks().length >= 6)
  expect(log.tracks()).toMatchObject([
    { by: 'ada', type: 'track', track, producerId, source: 'microphone' },
    { by: 'ada', type: 'segment', track, n: 0, at: 1000, durationMs: 4000, bytes: 64_000 },
    { by: 'ada', type: 'trackEnded', track, reason: 'recorder-lost' },
    { by: 'ada', type: 'track', track: `${track}-1` },
    { by: 'ada', type: 'segment', track: `${track}-1` },
    { by: 'ada', type: 'trackEnded', track: `${track}-1`, reason: 'closed' },
  ])
  expect(sfu.asked('stopRecording')).toEqual([])
})

test('[RE12] an SFU that comes back with nothing: what ran has ended, what is sent anew is recorded anew', async () => {
  const { ada, track } = await recordedMicrophone()
  const { port } = sfu
  await sfu.close()
  sfu = await FakeSfu.start(port)
  await ada.told('media:reset')
  await log.until(() => log.tracks().length >= 2)
  expect(log.tracks()[1]).toMatchObject({ by: 'ada', type: 'trackEnded', track, reason: 'recorder-lost' })
  await produce(ada, 'microphone')
  const [again] = await sfu.untilAsked('recordProducer', 1)
  expect(again!.track).not.toBe(track)
})

test('[RE12] an engine that comes back: what ran before has ended', async () => {
  const { track } = await recordedMicrophone()
  await engine.restart()
  const again = new LogReader(engine.engine.log, 'room')
  await joinAda()
  await again.until(() => again.tracks().length >= 2)
  expect(again.tracks()[1]).toMatchObject({ by: 'ada', type: 'trackEnded', track, reason: 'recorder-lost' })
})

describe('[RE13] what does not work is told', () => {
  test('the recorder cannot write, and can again', async () => {
    await joinAda(everyone)
    const stage = await engine.synced('stage')
    sfu.tell('recorder', { room: 'room', works: false })
    await stage.until(() => recordingOf(stage)?.problem === 'store')
    sfu.tell('recorder', { room: 'room', works: true })
    await stage.until(() => recordingOf(stage)?.problem === null)
  })

  test('the SFU is away, and there again', async () => {
    await joinAda(everyone)
    const stage = await engine.synced('stage')
    const { port } = sfu
    await sfu.close()
    await stage.until(() => recordingOf(stage)?.problem === 'media')
    sfu = await FakeSfu.start(port)
    await stage.until(() => recordingOf(stage)?.problem === null)
  })

  test('not while nothing is recorded; what is known is told when it is switched on', async () => {
    const ada = await joinAda()
    const stage = await engine.synced('stage')
    sfu.tell('recorder', { room: 'room', works: false })
    // The order of events is that of the steps: this one is later.
    sfu.tell('quality', { room: 'room', userId: 'ada', quality: 'poor' })
    await ada.told('media:quality')
    await ada.do(COMMANDS.setRecording, { on: true })
    await stage.until(() => recordingOf(stage)?.on)
    expect(recordingOf(stage).problem).toBe('store')
    await ada.do(COMMANDS.setRecording, { on: false })
    await stage.until(() => !recordingOf(stage).on)
    expect(recordingOf(stage).problem).toBeNull()
  })
})

describe('[RE14] the end of a class', () => {
  const end = (client: CommandClient) => client.do(COMMANDS.endClass, {})
  const endByHttp = async () => {
    const authorization = `Bearer ${await mintToken(instructor())}`
    return fetch(`${engine.url}/v1/rooms/room/end`, { method: 'POST', headers: { authorization } })
  }
  const kinds = () =>
    log.entries.flatMap(({ kind, payload }) =>
      (kind === 'media' || kind === 'mark') && 'type' in payload ? [payload.type] : [],
    )

  test.each(['by command', 'by the school'])('%s: comes after the last segments', async (how) => {
    const { ada, track } = await recordedMicrophone()
    const asked = sfu.untilAsked('stopRecording', 1)
    const { promise, resolve } = Promise.withResolvers<null>()
    sfu.answers.stopRecording = () => promise
    const ended = how === 'by command' ? end(ada) : endByHttp()
    await asked
    sfu.tell('segment', segment(track, 0))
    sfu.tell('trackEnded', { room: 'room', track, reason: 'closed' })
    resolve(null)
    await ended
    await log.until(() => kinds().includes('ended'))
    expect(kinds().slice(-4)).toEqual(['segment', 'trackEnded', 'stopped', 'ended'])
  })

  test('waits for a track whose sender stopped a moment before', async () => {
    const { ada, producerId, track } = await recordedMicrophone()
    await ada.do(MEDIA_COMMANDS.close, { producerId })
    const ended = end(ada)
    sfu.tell('segment', segment(track, 0))
    sfu.tell('trackEnded', { room: 'room', track, reason: 'closed' })
    await ended
    await log.until(() => kinds().includes('ended'))
    expect(kinds().slice(-3)).toEqual(['segment', 'trackEnded', 'ended'])
  })

  test('does not wait for ever: what nobody tells the end of is said to be incomplete', async () => {
    const { ada, track } = await recordedMicrophone()
    sfu.answers.stopRecording = () => new Promise(() => undefined)
    await end(ada)
    await log.until(() => kinds().includes('ended'))
    expect(log.tracks().at(-1)).toMatchObject({ type: 'trackEnded', track, reason: 'recorder-lost' })
  })

  test('does not wait for an SFU that is dead', async () => {
    const { ada } = await recordedMicrophone()
    const stage = await engine.synced('stage')
    await sfu.close()
    await stage.until(() => recordingOf(stage)?.problem === 'media')
    await Promise.all([end(ada), ada.closed()])
    await log.until(() => kinds().includes('ended'))
    expect(kinds()).toContain('trackEnded')
    sfu = await FakeSfu.start()
  })
})
