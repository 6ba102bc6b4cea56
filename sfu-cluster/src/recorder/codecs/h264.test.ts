import { boxesOf, find } from '@lectern/recording/containers'
import { describe, expect, test } from 'vitest'
import { random } from '../../../../scripts/support/random.ts'
import { H264, readSps } from './h264.ts'

const SPS_180 = Buffer.from('6742c00dda05067e7c0440000003004000000f03c50aa8', 'hex')
const SPS_720 = Buffer.from('6742c01fda014016ec0440000003004000000f03c60ca8', 'hex')
const SPS_1080 = Buffer.from('6742c028da01e0089f970110000003001000000303c0f1832a', 'hex')
const PPS = Buffer.from('68ce0fc8', 'hex')

test.each([
  [SPS_180, 320, 180],
  [SPS_720, 1280, 720],
  [SPS_1080, 1920, 1080],
  [Buffer.from('67640028acd940780227e5c044000003000400000300f03c60c658', 'hex'), 1920, 1080],
])('the size that a sequence parameter set tells', (sps, width, height) => {
  expect(readSps(sps)).toEqual({ width, height })
})

const lengths = (...units: Buffer[]) =>
  Buffer.concat(units.flatMap((unit) => [Buffer.from([0, 0, unit.length >> 8, unit.length & 255]), unit]))
const stap = (...units: Buffer[]) =>
  Buffer.concat([
    Buffer.from([24]),
    ...units.flatMap((unit) => [Buffer.from([unit.length >> 8, unit.length & 255]), unit]),
  ])

function fragments(unit: Buffer, size: number): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 1; at < unit.length; at += size) {
    const flags = (at === 1 ? 0x80 : 0) | (at + size >= unit.length ? 0x40 : 0)
    const head = [(unit[0]! & 0xe0) | 28, flags | (unit[0]! & 31)]
    parts.push(Buffer.concat([Buffer.from(head), unit.subarray(at, at + size)]))
  }
  return parts
}

describe.each([1, 2, 3])('seed %i', (seed) => {
  const { below } = random(seed)
  const unit = (type: number, bytes: number) =>
    Buffer.from([0x60 | type, ...Array.from({ length: bytes }, () => below(256))])

  test('single units, aggregates and fragments make the pictures that were sent', () => {
    const codec = new H264()
    const idr = unit(5, 3000 + below(2000))
    const payloads = [stap(Buffer.from([9, 16]), SPS_180, PPS), ...fragments(idr, 100 + below(900))]
    expect(codec.startsKey(payloads[0]!)).toBe(true)
    const picture = codec.picture(payloads)!
    expect(picture).toMatchObject({ key: true, data: lengths(idr) })
    expect(picture.format).toMatchObject({
      mime: 'video/mp4; codecs="avc1.42c00d"',
      width: 320,
      height: 180,
      timescale: 90_000,
    })
    const slices = [unit(1, 200), unit(1, 100)]
    expect(codec.startsKey(slices[0]!)).toBe(false)
    expect(codec.picture(slices)).toEqual({ key: false, data: lengths(...slices) })
  })

  test('a picture without its first or its last fragment is none', () => {
    const parts = fragments(unit(5, 5000), 1000)
    const read = (some: Buffer[]) => new H264().picture([SPS_180, PPS, ...some])
    expect(read(parts)).toBeDefined()
    expect(read(parts.slice(1))).toBeUndefined()
    expect(read(parts.slice(0, -1))).toBeUndefined()
    expect(read([...parts.slice(0, -1), Buffer.from([0x41, 1, 2])])).toBeUndefined()
  })
})

test('the head of the track holds the parameter sets; others of the same form come in the picture', () => {
  const codec = new H264()
  const idr = Buffer.from([0x65, 1, 2, 3])
  const { format } = codec.picture([SPS_180, PPS, idr])!
  const entry = find(find(format!.init, 'moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd').subarray(8), 'avc1')
  const configuration = boxesOf(entry.subarray(78)).find(({ name }) => name === 'avcC')!.body
  expect(configuration).toEqual(
    Buffer.concat([
      Buffer.from([1, 0x42, 0xc0, 0x0d, 0xff, 0xe1, 0, SPS_180.length]),
      SPS_180,
      Buffer.from([1, 0, PPS.length]),
      PPS,
    ]),
  )
  const otherPps = Buffer.from('68ce0fcc', 'hex')
  const again = codec.picture([SPS_180, otherPps, idr])!
  expect(again.format).toBe(format)
  expect(again.data).toEqual(lengths(SPS_180, otherPps, idr))
  const larger = codec.picture([SPS_720, otherPps, idr])!
  expect(larger.format).toMatchObject({ width: 1280, height: 720 })
  expect(larger.data).toEqual(lengths(idr))
})

test('without parameter sets a key picture is of no use', () => {
  expect(new H264().picture([Buffer.from([0x65, 1, 2, 3])])).toBeUndefined()
})
