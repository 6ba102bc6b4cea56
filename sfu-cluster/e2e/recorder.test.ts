import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SfuEvents } from '@lectern/protocol/sfuRpc'
import { segmentKey, trackInitKey } from '@lectern/recording'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RunningSfu } from '../src/createSfu.ts'
import { checkFile } from '../test/recorder/checkFile.ts'
import { startSfu } from '../test/startSfu.ts'
import { TestEngine } from '../test/TestEngine.ts'
import { type ServedPage, servePage } from './servePage.ts'

const ROOM = 'class'
const AT = { room: ROOM, peerId: 'ada-1' }
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const MEDIA_FLAGS = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
]

let browser: Browser
let served: ServedPage
let dataDir: string
let sfu: RunningSfu | undefined

beforeAll(async () => {
  served = await servePage()
  const executablePath = process.env.CHROME_BIN ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: [...FLAGS, ...MEDIA_FLAGS] })
  dataDir = await mkdtemp(join(tmpdir(), 'lectern-recorder-e2e-'))
})
afterEach(async () => {
  await sfu?.close()
  sfu = undefined
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await rm(dataDir, { recursive: true })
})

const SIMULCAST = [2, 1].map((scaleResolutionDownBy) => ({
  scaleResolutionDownBy,
  maxBitrate: 1_500_000 / scaleResolutionDownBy,
  scalabilityMode: 'L1T3',
}))

interface Sending {
  engine: TestEngine
  page: Page
  camera: string
  microphone: string
}

/** A browser sends camera and microphone to a node that prefers this codec. */
async function sending(codec: string, encodings: object[]): Promise<Sending> {
  sfu = await startSfu(1, { LECTERN_SFU_CODECS: codec, LECTERN_DATA_DIR: dataDir })
  const engine = await TestEngine.connect(sfu.port)
  const opened = await engine.call('openPeer', { ...AT, userId: 'ada' })
  const page = await openPage()
  await page.exposeFunction('signallingConnect', (dtlsParameters: Record<string, unknown>) =>
    engine.call('connectTransport', { ...AT, transportId: opened.send.id, dtlsParameters }),
  )
  await page.exposeFunction(
    'signallingProduce',
    async (kind: 'audio' | 'video', rtpParameters: Record<string, unknown>) => {
      const source = kind === 'audio' ? 'microphone' : 'camera'
      const params = {
        ...AT,
        requestId: randomUUID(),
        transportId: opened.send.id,
        source,
        kind,
        rtpParameters,
        paused: false,
      } as const
      return (await engine.call('produce', params)).producerId
    },
  )
  const producers = await page.evaluate(
    ([capabilities, offer, layers]) => {
      const exposed = window as unknown as Record<string, (...args: unknown[]) => Promise<never>>
      window.signalling = { connect: exposed.signallingConnect!, produce: exposed.signallingProduce! }
      return window.send(capabilities as never, offer as never, layers as never)
    },
    [opened.routerRtpCapabilities, opened.send, encodings] as const,
  )
  return { engine, page, ...producers }
}

async function openPage(): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(served.origin)
  await page.waitForFunction(() => document.title === 'ready')
  return page
}

async function record({ engine }: Sending, producerId: string, track: string): Promise<void> {
  const logTime = Date.now()
  await engine.call('recordProducer', { ...AT, producerId, track, logTime, startedAt: logTime - 10_000 })
}

const segmentsOf = (engine: TestEngine, track: string) =>
  engine.all('segment').filter((segment) => segment.track === track)

function pieces(track: string, count: number): Promise<Buffer[]> {
  const keys = [trackInitKey(ROOM, track), ...Array.from({ length: count }, (_, n) => segmentKey(ROOM, track, n))]
  return Promise.all(keys.map((key) => readFile(join(dataDir, 'store', key))))
}

/** ffmpeg and a browser both play the whole of it. */
async function plays(engine: TestEngine, { track, mime, height }: SfuEvents['trackStarted']): Promise<void> {
  const segments = segmentsOf(engine, track)
  const all = await pieces(track, segments.length)
  const checked = await checkFile(Buffer.concat(all), mime.includes('vp09') ? ['-c:v', 'libvpx-vp9'] : [])
  expect(checked).toMatchObject({ complaints: '', decoded: checked.packets.length })
  const page = await openPage()
  const start = checked.packets[0]!.at
  const total = segments.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000
  const seeks = [start + total * 0.7, start + total * 0.2, start]
  const played = await page.evaluate(([type, data, times]) => window.play(type, data, times), [
    mime,
    all.map((piece) => piece.toString('base64')),
    seeks,
  ] as const)
  await page.close()
  expect(played.ranges).toHaveLength(1)
  expect(played.ranges[0]![0]).toBeCloseTo(start, 1)
  expect(played.ranges[0]![1]).toBeCloseTo(start + total, 1)
  for (const [i, time] of played.soughtTo.entries()) expect(time).toBeCloseTo(seeks[i]!, 1)
  expect(played.endedAt).toBeCloseTo(start + total, 1)
  if (height !== null) expect(played).toMatchObject({ height })
  if (height !== null) expect(played.totalVideoFrames).toBeGreaterThan(0)
}

test.each([
  ['H264', SIMULCAST, 2, /^video\/mp4; codecs="avc1\./],
  ['VP8', SIMULCAST, 2, /^video\/webm; codecs="vp8"/],
  ['VP9', [{ scalabilityMode: 'L2T3_KEY', maxBitrate: 1_500_000 }], 2, /^video\/mp4; codecs="vp09\.00\./],
  ['AV1', [{ scalabilityMode: 'L1T3', maxBitrate: 1_500_000 }], 1, /^video\/mp4; codecs="av01\.0\./],
] as const)(
  '[RE5] a browser’s %s is recorded in full, and plays in ffmpeg and in a browser',
  async (codec, encodings, layers, mime) => {
    const class_ = await sending(codec, [...encodings])
    const { engine, camera, microphone } = class_
    await record(class_, camera, 'cam')
    await record(class_, microphone, 'mic')
    // The highest layer, though nobody looks.
    // A browser that is short of something may leave it out for a while, and another track begins.
    await engine.until(() => {
      const full = engine
        .all('trackStarted')
        .filter(({ producerId, height }) => producerId === camera && height === 360)
      return full.find(({ track }) => segmentsOf(engine, track)[1])
    })
    const demand = engine.all('demand').findLast(({ producerId }) => producerId === camera)
    await engine.call('stopRecording', { ...AT, producerId: camera })
    await engine.call('stopRecording', { ...AT, producerId: microphone })
    await class_.page.close()
    // Untold means all of it.
    expect(demand ?? { wanted: true, spatialLayer: layers - 1 }).toMatchObject({
      wanted: true,
      spatialLayer: layers - 1,
    })
    const started = engine.all('trackStarted')
    for (const each of started) if (each.producerId === camera) expect(each.mime).toMatch(mime)
    expect(engine.all('trackEnded').filter(({ reason }) => reason !== 'closed' && reason !== 'changed')).toEqual([])
    for (const each of started) if (segmentsOf(engine, each.track).length > 0) await plays(engine, each)
    for (const { durationMs } of engine.all('segment')) expect(durationMs).toBeLessThanOrEqual(4000)
    engine.cut()
  },
)
