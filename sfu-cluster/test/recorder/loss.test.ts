import { mp4Samples } from '@lectern/recording/containers'
import { describe, expect, test } from 'vitest'
import { random } from '../../../scripts/support/random.ts'
import { checkFile } from './checkFile.ts'
import { encodeTone, encodeVideo, type VideoName } from './encode.ts'
import { packetize } from './packetize.ts'
import { type Datagram, datagramsOf, VirtualRecording } from './VirtualRecording.ts'

const FRAME_MS = 40
const SHAPE = { width: 320, height: 180, framesPerSecond: 25, seconds: 12, keyEvery: 30 }

async function sentVideo(name: VideoName): Promise<Datagram[]> {
  const pictures = await encodeVideo(name, SHAPE)
  return datagramsOf(
    pictures.map((picture, n) => ({ payloads: packetize(name, picture, n), at: n * FRAME_MS })),
    90,
  )
}

/** Loses some of them for good and has others come late, out of their order or twice. */
function throughBadLine(sent: readonly Datagram[], seed: number, loss: number): Datagram[] {
  const { next, between } = random(seed)
  const arrived = sent.flatMap((datagram, i) => {
    if (i > 0 && next() < loss) return []
    const isLate = i > 30 && next() < 0.2
    const late = { ...datagram, at: datagram.at + (isLate ? between(0, 300) : 0) }
    return next() < 0.05 ? [late, { ...late, at: late.at + between(0, 50) }] : [late]
  })
  return arrived.sort((a, b) => a.at - b.at)
}

describe.each(['H264', 'VP8', 'VP9', 'AV1'] as const)('%s', (name) => {
  test('[RE9] what is late or comes twice costs nothing', async () => {
    const recording = new VirtualRecording(`video/${name}`)
    await recording.take(throughBadLine(await sentVideo(name), 7, 0))
    expect(recording).toMatchObject({ lostPackets: 0, dropped: 0 })
    const file = await checkFile(await recording.file('t'))
    expect(file).toMatchObject({ complaints: '', decoded: SHAPE.framesPerSecond * SHAPE.seconds })
    const times = file.packets.map(({ at }) => at)
    for (const [n, at] of times.entries()) expect(Math.abs(at - times[0]! - (n * FRAME_MS) / 1000)).toBeLessThan(0.03)
  })

  test.each([1, 2, 3])(
    '[RE9] what never comes costs pictures up to the next key picture, which is asked for (seed %i)',
    async (seed) => {
      const recording = new VirtualRecording(`video/${name}`)
      await recording.take(throughBadLine(await sentVideo(name), seed, 0.01))
      expect(recording.lostPackets).toBeGreaterThan(0)
      expect(recording.dropped).toBeGreaterThan(0)
      expect(recording.keyRequests.length).toBeGreaterThan(0)
      const file = await checkFile(await recording.file('t'))
      expect(file).toMatchObject({ complaints: '', decoded: file.packets.length })
      expect(file.packets.length).toBeGreaterThan(50)
      // The picture before stands for so long: no holes.
      const { segments } = await recording.manifest('t')
      for (const [i, [at]] of segments.slice(1).entries()) expect(at).toBeCloseTo(segments[i]![0] + segments[i]![1], 2)
    },
  )
})

test('[RE8] of sound that is lost silence remains, sample by sample', async () => {
  const packets = await encodeTone(10)
  const sent = datagramsOf(
    packets.map((payload, n) => ({ payloads: [payload], at: n * 20 })),
    48,
  )
  const recording = new VirtualRecording('audio/opus')
  await recording.take(throughBadLine(sent, 3, 0.05))
  expect(recording.lostPackets).toBeGreaterThan(5)
  const file = await checkFile(await recording.file('t'))
  expect(file.complaints).toBe('')
  expect(file.packets.length).toBe(packets.length)
  const samples = (await recording.segments('t')).flatMap(mp4Samples)
  for (const [i, { at }] of samples.slice(1).entries()) expect(at).toBe(samples[i]!.at + samples[i]!.duration)
})

test('[RE8] sound from a clock that runs fast or slow keeps to the class’s, without holes', async () => {
  const packets = await encodeTone(4)
  for (const speed of [0.999, 1.001]) {
    const frames = Array.from({ length: 50 * 120 }, (_, n) => ({
      payloads: [packets[n % packets.length]!],
      at: n * 20,
    }))
    const sent = datagramsOf(frames, 48).map((datagram) => ({ ...datagram, at: datagram.at / speed }))
    const recording = new VirtualRecording('audio/opus')
    await recording.take(sent)
    const samples = (await recording.segments('t')).flatMap(mp4Samples)
    for (const [i, { at }] of samples.slice(1).entries()) expect(at).toBe(samples[i]!.at + samples[i]!.duration)
    const last = samples.at(-1)!
    expect(Math.abs((last.at + last.duration) / 48 - 120_000 / speed)).toBeLessThan(60)
  }
})
