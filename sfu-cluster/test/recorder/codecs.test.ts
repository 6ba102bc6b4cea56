import { mp4Samples } from '@lectern/recording/containers'
import { afterEach, expect, test } from 'vitest'
import { checkFile } from './checkFile.ts'
import type { VideoName } from './encode.ts'
import { toneStream, videoStream } from './streams.ts'
import { ROOM, TestRecording } from './TestRecording.ts'

let recording: TestRecording
afterEach(() => recording.close())

const MIMES: Record<VideoName, RegExp> = {
  H264: /^video\/mp4; codecs="avc1\.42c0[0-9a-f]{2}"$/,
  VP8: /^video\/webm; codecs="vp8"$/,
  VP9: /^video\/mp4; codecs="vp09\.00\.\d\d\.08"$/,
  AV1: /^video\/mp4; codecs="av01\.0\.\d\dM\.08"$/,
}
const SECONDS = 8

test.each(Object.keys(MIMES) as VideoName[])('[RE5] %s is recorded as it is, beside its sound', async (name) => {
  recording = await TestRecording.start()
  const camera = await recording.source(await videoStream(name))
  const microphone = await recording.source(await toneStream())
  recording.record(camera, 'cam')
  recording.record(microphone, 'mic')
  await Promise.all([camera.sender.send(25 * SECONDS), microphone.sender.send(50 * SECONDS)])
  await Promise.all([recording.recorder.stop(camera.producer.id), recording.recorder.stop(microphone.producer.id)])

  const [started] = recording.told.of('trackStarted').filter(({ track }) => track === 'cam')
  expect(started).toMatchObject({ room: ROOM, producerId: camera.producer.id, track: 'cam', width: 320, height: 180 })
  expect(started!.mime).toMatch(MIMES[name])
  const picture = await checkFile(await recording.file('cam'))
  expect(picture).toMatchObject({ codec: name.toLowerCase(), width: 320, height: 180, complaints: '' })
  expect(picture.decoded).toBe(picture.packets.length)
  expect(picture.decoded).toBeGreaterThan(25 * (SECONDS - 4))
  const sound = await checkFile(await recording.file('mic'))
  expect(sound).toMatchObject({ codec: 'opus', complaints: '' })
  for (const track of ['cam', 'mic']) {
    const { segments, ended } = await recording.manifest(track)
    expect(ended).toBe('closed')
    expect(segments.length).toBeGreaterThan(1)
    expect(Math.max(...segments.map(([, durationMs]) => durationMs))).toBeLessThanOrEqual(4000)
    const told = recording.told.of('segment').filter((segment) => segment.track === track)
    expect(told.map(({ n, at, durationMs, bytes }) => [n, at, durationMs, bytes])).toEqual(
      segments.map((segment, n) => [n, ...segment]),
    )
    for (const [i, [at]] of segments.slice(1).entries()) expect(at).toBeCloseTo(segments[i]![0] + segments[i]![1], 2)
  }
  if (name !== 'VP8')
    for (const segment of await recording.segments('cam')) expect(mp4Samples(segment)[0]!.key).toBe(true)
})
