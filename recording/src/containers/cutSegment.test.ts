import { expect, test } from 'vitest'
import type { Span } from '../projection/spans.ts'
import { type CutOptions, cutSegment } from './cutSegment.ts'
import { audioInit, mp4Segment, opusConfiguration, videoInit } from './fmp4.ts'
import { mp4Samples } from './readMp4.ts'
import { webmSamples } from './readWebm.ts'
import { webmInit, webmSegment } from './webm.ts'

const FROM_MS = 8000
const SPAN: Span = [8000, 12_000]
const named = (count: number, duration: number, keys: number[]) =>
  Array.from({ length: count }, (_, i) => ({ data: Buffer.from(`sample-${i};`), key: keys.includes(i), duration }))

/** 4 s of sound in packets of 20 ms. */
const OPUS = { entry: 'Opus', configuration: opusConfiguration(2, 48_000) }
const SOUND_INIT = audioInit({ channels: 2, timescale: 48_000, ...OPUS })
const SOUND = mp4Segment(2, FROM_MS * 48, named(200, 960, Array.from(Array(200).keys())))

/** 4 s of pictures, one each 50 ms, with key frames at 0 and 3 s. */
const KEYS = [0, 60]
const AVC1 = { entry: 'avc1', configuration: Buffer.alloc(0) }
const VIDEO_INIT = videoInit({ width: 640, height: 360, timescale: 90_000, ...AVC1 })
const PICTURES = mp4Segment(2, FROM_MS * 90, named(80, 4500, KEYS))

const cut = (segment: Buffer, given: Pick<CutOptions, 'init' | 'isSound'>, kept: Span[]) =>
  cutSegment(segment, { ...given, n: 2, span: SPAN, kept })
const cutSound = (...kept: Span[]) => cut(SOUND, { init: SOUND_INIT, isSound: true }, kept)
const cutPictures = (...kept: Span[]) => cut(PICTURES, { init: VIDEO_INIT, isSound: false }, kept)
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const numbers = (samples: { data: Buffer }[]) => samples.map(({ data }) => Number(/\d+/.exec(data.toString())?.[0]))

test.each<{ kept: Span[]; left: number[]; fromMs: number; durationMs: number }>([
  { kept: [[9000, 12_000]], left: range(50, 200), fromMs: 9000, durationMs: 3000 },
  { kept: [[8000, 9010]], left: range(0, 50), fromMs: 8000, durationMs: 1000 },
  { kept: [[9010, 12_000]], left: range(51, 200), fromMs: 9020, durationMs: 2980 },
  {
    kept: [
      [8000, 9000],
      [10_000, 12_000],
    ],
    left: [...range(0, 50), ...range(100, 200)],
    fromMs: 8000,
    durationMs: 4000,
  },
])('of sound exactly what lies in $kept is left', ({ kept, left, ...span }) => {
  const result = cutSound(...kept)
  const samples = mp4Samples(result!.bytes)
  expect(numbers(samples)).toEqual(left)
  expect(samples.map(({ at }) => at)).toEqual(left.map((i) => (FROM_MS + 20 * i) * 48))
  expect(result).toMatchObject(span)
  for (const i of range(0, 200).filter((i) => !left.includes(i)))
    expect(result!.bytes.includes(`sample-${i};`)).toBe(false)
})

test.each<{ kept: Span[]; left: number[]; fromMs: number; durationMs: number; why: string }>([
  { kept: [[8000, 9000]], left: range(0, 20), fromMs: 8000, durationMs: 1000, why: 'up to a cut' },
  { kept: [[11_200, 12_000]], left: range(60, 80), fromMs: 11_000, durationMs: 1000, why: 'from the key frame on' },
  { kept: [[9000, 12_000]], left: range(0, 80), fromMs: 8000, durationMs: 4000, why: 'with all that they build on' },
  {
    kept: [
      [8000, 9000],
      [11_000, 12_000],
    ],
    left: [...range(0, 20), ...range(60, 80)],
    fromMs: 8000,
    durationMs: 4000,
    why: 'in two pieces',
  },
  {
    kept: [
      [8000, 9000],
      [10_000, 10_500],
    ],
    left: range(0, 50),
    fromMs: 8000,
    durationMs: 2500,
    why: 'of both pieces',
  },
])('pictures are left $why ($kept)', ({ kept, left, fromMs, durationMs }) => {
  const result = cutPictures(...kept)
  const samples = mp4Samples(result!.bytes)
  expect(numbers(samples)).toEqual(left)
  expect(samples.map(({ at, key }) => [at, key])).toEqual(left.map((i) => [(FROM_MS + 50 * i) * 90, KEYS.includes(i)]))
  expect(result).toMatchObject({ fromMs, durationMs })
})

test('samples that are told in another way than ours are refused', () => {
  const foreign = Buffer.from(SOUND)
  const flags = foreign.indexOf('trun') + 4
  foreign.writeUInt32BE(0x301, flags)
  expect(() => cut(foreign, { init: SOUND_INIT, isSound: true }, [[9000, 12_000]])).toThrow()
})

test('pictures that begin without a key frame are left from the first one on', () => {
  const segment = mp4Segment(2, FROM_MS * 90, named(80, 4500, [60]))
  const result = cut(segment, { init: VIDEO_INIT, isSound: false }, [[9000, 12_000]])
  expect(numbers(mp4Samples(result!.bytes))).toEqual(range(60, 80))
})

test('a segment of WebM is cut as one of MP4, in clusters of its own', () => {
  const segment = webmSegment(FROM_MS, named(80, 50, KEYS))
  const result = cut(segment, { init: webmInit(640, 360), isSound: false }, [
    [8000, 9000],
    [11_000, 12_000],
  ])
  const left = [...range(0, 20), ...range(60, 80)]
  const samples = webmSamples(result!.bytes)
  expect(numbers(samples)).toEqual(left)
  expect(samples.map(({ at, key }) => [at, key])).toEqual(left.map((i) => [FROM_MS + 50 * i, KEYS.includes(i)]))
  expect(result).toMatchObject({ fromMs: 8000, durationMs: 4000 })
})

test('where the stamps are not exactly what is told of the segment, they count from its beginning', () => {
  const late = mp4Segment(2, FROM_MS * 48 + 7, named(200, 960, range(0, 200)))
  const result = cut(late, { init: SOUND_INIT, isSound: true }, [[9000, 12_000]])
  expect(numbers(mp4Samples(result!.bytes))).toEqual(range(50, 200))
  expect(result).toMatchObject({ fromMs: 9000, durationMs: 3000 })
})

test('nothing is left of what is shorter than a sample, or of nothing', () => {
  expect(cutSound([9001, 9019])).toBeNull()
  expect(cut(mp4Segment(2, 0, []), { init: SOUND_INIT, isSound: true }, [[9000, 12_000]])).toBeNull()
  expect(cut(Buffer.alloc(0), { init: SOUND_INIT, isSound: true }, [SPAN])).toBeNull()
})

test.each(['00', '000000086d6f6f66', 'ffffffff6d6f6f66', '1f43b67584a380', '1f43b675'])(
  'what is no segment is refused: %s',
  (hex) => {
    expect(() => cut(Buffer.from(hex, 'hex'), { init: SOUND_INIT, isSound: true }, [SPAN])).toThrow()
  },
)
