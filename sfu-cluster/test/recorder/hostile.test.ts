import { describe, expect, test } from 'vitest'
import { random } from '../../../scripts/support/random.ts'
import { encodeVideo } from './encode.ts'
import { packetize } from './packetize.ts'
import { datagramsOf, VirtualRecording } from './VirtualRecording.ts'

const CODECS = ['video/H264', 'video/VP8', 'video/VP9', 'video/AV1', 'audio/opus']

describe.each(CODECS)('%s', (codec) => {
  test.each([1, 2, 3, 4])('[RE17] whatever a sender sends, the recorder stands it (seed %i)', async (seed) => {
    const { below, next } = random(seed)
    const recording = new VirtualRecording(codec)
    const frames = Array.from({ length: 3000 }, (_, n) => ({
      payloads: Array.from({ length: 1 + below(4) }, () =>
        Buffer.from(Array.from({ length: below(40) }, () => below(256))),
      ),
      at: n * 10,
    }))
    const datagrams = datagramsOf(frames, 90).map(({ bytes, at }) => {
      if (next() < 0.1) bytes[below(bytes.length)] = below(256)
      return { bytes: next() < 0.05 ? bytes.subarray(0, below(bytes.length)) : bytes, at }
    })
    await recording.take(datagrams)
    expect(recording.store.objects.size).toBeLessThan(1000)
  })
})

test.each(['H264', 'VP8', 'VP9', 'AV1'] as const)('[RE17] damaged pictures of %s are stood too', async (name) => {
  const { below, next } = random(11)
  const pictures = await encodeVideo(name, { width: 160, height: 90, framesPerSecond: 25, seconds: 8, keyEvery: 10 })
  const frames = pictures.map((picture, n) => ({ payloads: packetize(name, picture, n), at: n * 40 }))
  const datagrams = datagramsOf(frames, 90).map(({ bytes, at }) => {
    for (let i = 0; i < 3; i++) if (next() < 0.5) bytes[12 + below(Math.min(30, bytes.length - 12))] = below(256)
    return { bytes, at }
  })
  const recording = new VirtualRecording(`video/${name}`)
  await recording.take(datagrams)
  // Tracks do not follow each other faster than once a second.
  const tracks = new Set([...recording.store.objects.keys()].map((key) => key.split('/').at(-2)))
  expect(tracks.size).toBeLessThanOrEqual(9)
})

test('[RE17] timestamps that leap all the time, or stand still, do not make segments without end', async () => {
  const { below } = random(5)
  const [key] = await encodeVideo('VP8', { width: 160, height: 90, framesPerSecond: 25, seconds: 1, keyEvery: 1 })
  const frames = Array.from({ length: 3000 }, (_, n) => ({ payloads: packetize('VP8', key!, n), at: n * 4 }))
  const leaping = datagramsOf(frames, 90).map(({ bytes, at }) => {
    bytes.writeUInt32BE(below(2 ** 32), 4)
    return { bytes, at }
  })
  const standing = datagramsOf(frames, 0)
  for (const datagrams of [leaping, standing]) {
    const recording = new VirtualRecording('video/VP8')
    await recording.take(datagrams)
    const { segments } = await recording.manifest('t')
    expect(segments.length).toBeLessThan(30)
    expect(segments.every(([, durationMs]) => durationMs < 32_000)).toBe(true)
  }
})
