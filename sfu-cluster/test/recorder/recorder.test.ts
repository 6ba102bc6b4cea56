import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mp4Samples } from '@lectern/recording/containers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkFile } from './checkFile.ts'
import { tailOf } from './RtpSender.ts'
import { SMALL, toneStream, videoStream } from './streams.ts'
import { ROOM, type Source, TestRecording } from './TestRecording.ts'

let recording: TestRecording
beforeEach(async () => {
  recording = await TestRecording.start()
})
afterEach(() => recording.close())

const RATE = { cam: 90, mic: 48 }
type Track = keyof typeof RATE

/** How much later than its capture each sample of a track was placed, ms; of samples after class time `fromMs`. */
async function latenesses(track: Track, { sender }: Source, fromMs = 0): Promise<number[]> {
  const found: number[] = []
  for (const segment of await recording.segments(track)) {
    for (const { at, data } of mp4Samples(segment)) {
      const placed = at / RATE[track]
      const same = sender.sent.filter(({ tail }) => tail === tailOf(data))
      const late = same.map(({ capturedAt }) => placed - recording.classMs(capturedAt))
      late.sort((a, b) => Math.abs(a) - Math.abs(b))
      if (late.length > 0 && placed >= fromMs) found.push(late[0]!)
    }
  }
  return found
}

const sorted = (values: number[]) => [...values].sort((a, b) => a - b)
const share = (values: number[], part: number) => sorted(values)[Math.floor(values.length * part)]!
const segmentsTold = (track: string) => recording.told.of('segment').filter((segment) => segment.track === track)
const stop = (...sources: Source[]) => Promise.all(sources.map(({ producer }) => recording.recorder.stop(producer.id)))

test('[RE6] samples lie where they were captured on the class’s clock, those of one person together', async () => {
  // The picture takes longer to get here than the sound, on a line that is not steady, from a machine whose clock is wrong.
  const line = (ms: number) => ({ delayMs: (n: number) => ms + ((n * 7) % 30), clockAheadMs: 2_220_000 })
  const camera = await recording.source(await videoStream('H264'), line(80))
  const microphone = await recording.source(await toneStream(), line(15))
  recording.record(camera, 'cam')
  recording.record(microphone, 'mic')
  await Promise.all([camera.sender.send(25 * 16), microphone.sender.send(50 * 16)])
  await stop(camera, microphone)
  const [picture, sound] = [await latenesses('cam', camera), await latenesses('mic', microphone)]
  for (const all of [picture, sound]) {
    expect(all.length).toBeGreaterThan(25 * 11)
    expect(share(all.map(Math.abs), 0.95)).toBeLessThan(100)
  }
  const figures = [picture, sound].map((all) => [0.5, 0.95].map((part) => Math.round(share(all.map(Math.abs), part))))
  console.info(`placed off by, ms, p50 and p95: picture ${figures[0]}, sound ${figures[1]}`)
  // Sender reports tell after some seconds when things were captured.
  const later = recording.classMs(camera.sender.sent[0]!.capturedAt) + 10_000
  const together = [await latenesses('cam', camera, later), await latenesses('mic', microphone, later)].map((all) =>
    share(all, 0.5),
  )
  console.info(`later, ms, medians: picture ${together[0]!.toFixed(1)}, sound ${together[1]!.toFixed(1)}`)
  expect(Math.abs(together[0]! - together[1]!)).toBeLessThan(45)
})

test('[RE7] another size of the picture is another track; the first one ends where it begins', async () => {
  const small = await videoStream('H264')
  const large = await videoStream('H264', { ...SMALL, width: 640, height: 360 })
  const camera = await recording.source({ ...small, frame: (n, ask) => (n < 150 ? small : large).frame(n, ask) })
  recording.record(camera, 'cam')
  await camera.sender.send(25 * 10)
  await stop(camera)
  const started = recording.told.of('trackStarted')
  expect(started.map(({ track, width, height }) => [track, width, height])).toEqual([
    ['cam', 320, 180],
    ['cam-1', 640, 360],
  ])
  expect(recording.told.of('trackEnded')).toEqual([
    { room: ROOM, track: 'cam', reason: 'changed' },
    { room: ROOM, track: 'cam-1', reason: 'closed' },
  ])
  const [before, after] = [await recording.manifest('cam'), await recording.manifest('cam-1')]
  const [at, durationMs] = before.segments.at(-1)!
  expect(after.segments[0]![0] - (at + durationMs)).toBeLessThan(45)
  for (const track of ['cam', 'cam-1']) expect((await checkFile(await recording.file(track))).complaints).toBe('')
})

test('[RE8] while a producer rests nothing is recorded of it; it goes on in the same track', async () => {
  const camera = await recording.source(await videoStream('H264'))
  const microphone = await recording.source(await toneStream())
  recording.record(camera, 'cam')
  recording.record(microphone, 'mic')
  await Promise.all([camera.sender.send(25 * 4), microphone.sender.send(50 * 4)])
  await Promise.all([camera.producer.pause(), microphone.producer.pause()])
  await Promise.all([camera.sender.rest(3000), microphone.sender.rest(3000)])
  await Promise.all([camera.producer.resume(), microphone.producer.resume()])
  await Promise.all([camera.sender.send(25 * 4), microphone.sender.send(50 * 4)])
  await stop(camera, microphone)
  expect(recording.told.of('trackStarted')).toHaveLength(2)
  for (const [track, rest] of [
    ['cam', 2500],
    ['mic', 2500],
  ] as const) {
    const { segments } = await recording.manifest(track)
    const gaps = segments
      .slice(1)
      .map(([at], i) => at - segments[i]![0] - segments[i]![1])
      .filter((gap) => gap > 5)
    expect(gaps).toHaveLength(1)
    expect(gaps[0]).toBeGreaterThan(rest)
    expect((await checkFile(await recording.file(track))).complaints).toBe('')
  }
})

test('[RE8] a short silence is filled, so that sound has no holes', async () => {
  const microphone = await recording.source(await toneStream())
  recording.record(microphone, 'mic')
  await microphone.sender.send(50 * 3)
  for (let i = 0; i < 4; i++) {
    await microphone.sender.rest(600)
    await microphone.sender.send(10)
  }
  await stop(microphone)
  const { segments } = await recording.manifest('mic')
  for (const [i, [at]] of segments.slice(1).entries()) expect(at).toBeCloseTo(segments[i]![0] + segments[i]![1], 2)
  const lateness = await latenesses('mic', microphone)
  expect(share(lateness.map(Math.abs), 0.95)).toBeLessThan(60)
})

test('[RE9] packets lost on the way come again; what never comes costs pictures up to the next key picture', async () => {
  const shape = { ...SMALL, keyEvery: 0, seconds: 20 }
  const lossy = await recording.source(await videoStream('H264', shape), { drops: (sequence) => sequence % 23 === 0 })
  recording.record(lossy, 'cam')
  await lossy.sender.send(25 * 10)
  await stop(lossy)
  const file = await checkFile(await recording.file('cam'))
  expect(file.complaints).toBe('')
  expect(file.decoded).toBeGreaterThan(25 * 6)
  // A key picture is asked for at the start and for each segment: the sender gives none by itself.
  const { segments } = await recording.manifest('cam')
  expect(segments.length).toBeGreaterThanOrEqual(2)
  for (const segment of await recording.segments('cam')) expect(mp4Samples(segment)[0]!.key).toBe(true)
  expect(Math.max(...segments.map(([, durationMs]) => durationMs))).toBeLessThanOrEqual(4000)
})

test('[RE10] the recorder is killed: at most the open segment is lost, and another track goes on', async () => {
  const camera = await recording.source(await videoStream('H264', { ...SMALL, keyEvery: 0, seconds: 30 }))
  recording.record(camera, 'cam')
  const sending = camera.sender.send(25 * 20)
  await recording.told.until(() => segmentsTold('cam')[1])
  const killedAt = Date.now()
  process.kill(recording.recorder.pid!, 'SIGKILL')
  expect(await recording.told.once('trackEnded', ({ track }) => track === 'cam')).toMatchObject({
    reason: 'recorder-lost',
  })
  const next = await recording.told.once('trackStarted', ({ track }) => track !== 'cam')
  expect(next).toMatchObject({ track: 'cam-1', producerId: camera.producer.id })
  await recording.told.until(() => segmentsTold('cam-1')[0])
  await stop(camera)
  const last = segmentsTold('cam').at(-1)!
  expect(recording.classMs(killedAt) + recording.startedAt - (last.at + last.durationMs)).toBeLessThan(4000)
  const [first] = segmentsTold('cam-1')
  expect(first!.at - recording.startedAt - recording.classMs(killedAt)).toBeLessThan(5000)
  for (const track of ['cam', 'cam-1']) expect((await checkFile(await recording.file(track))).complaints).toBe('')
  expect(recording.recorder.soFar).toMatchObject({ deaths: 1, tracks: 0 })
  await sending
})

test('[RE10] a node that ends stores what is open first', async () => {
  const camera = await recording.source(await videoStream('VP8'))
  recording.record(camera, 'cam')
  const sending = camera.sender.send(25 * 8)
  await recording.told.until(() => segmentsTold('cam')[0])
  await recording.told.until(() => (recording.recorder.soFar.tracks === 1 ? true : undefined))
  const endedAt = Date.now()
  await recording.recorder.close()
  const last = segmentsTold('cam').at(-1)!
  expect(recording.told.of('trackEnded')).toEqual([{ room: ROOM, track: 'cam', reason: 'closed' }])
  expect(Math.abs(recording.classMs(endedAt) + recording.startedAt - (last.at + last.durationMs))).toBeLessThan(700)
  expect((await recording.manifest('cam')).ended).toBe('closed')
  await sending
})

test('[RE16] while the store fails segments wait, and the engine is told; then they are stored', async () => {
  const camera = await recording.source(await videoStream('H264'))
  recording.record(camera, 'cam')
  const sending = camera.sender.send(25 * 16)
  await recording.told.until(() => segmentsTold('cam')[0])
  const [store, away] = ['store', 'away'].map((name) => join(recording.folder, name)) as [string, string]
  await rename(store, away)
  await writeFile(store, 'not a folder')
  expect(await recording.told.once('recorder', () => true)).toEqual({ room: ROOM, works: false })
  const before = segmentsTold('cam').length
  await rm(store)
  await rename(away, store)
  await recording.told.once('recorder', ({ works }) => works)
  await sending
  await stop(camera)
  const { segments, ended } = await recording.manifest('cam')
  expect(ended).toBe('closed')
  expect(segments.length).toBeGreaterThan(before)
  for (const [i, [at]] of segments.slice(1).entries()) expect(at).toBeCloseTo(segments[i]![0] + segments[i]![1], 2)
  expect((await checkFile(await recording.file('cam'))).complaints).toBe('')
  expect(recording.recorder.soFar).toMatchObject({ storeWorks: true, droppedSegments: 0 })
})

test('[RE4] what is recorded already is not recorded twice; what has ended is told once', async () => {
  const microphone = await recording.source(await toneStream())
  expect(recording.record(microphone, 'mic')).toBe(true)
  expect(recording.record(microphone, 'mic-again')).toBe(false)
  await microphone.sender.send(50 * 5)
  microphone.producer.close()
  await recording.told.once('trackEnded', () => true)
  await stop(microphone)
  expect(recording.told.of('trackEnded')).toEqual([{ room: ROOM, track: 'mic', reason: 'closed' }])
  expect(recording.told.of('trackStarted')).toHaveLength(1)
})
