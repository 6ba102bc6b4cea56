import { expect, test } from 'vitest'
import { audioInit, mp4Segment, opusConfiguration, videoInit } from './fmp4.ts'
import { boxesOf, find, mp4Samples } from './readMp4.ts'
import { webmSamples } from './readWebm.ts'
import { webmInit, webmSegment } from './webm.ts'

const samples = [
  { data: Buffer.from('one'), key: true, duration: 3000 },
  { data: Buffer.from('second'), key: false, duration: 3003 },
  { data: Buffer.from('x'), key: false, duration: 2997 },
]

test('the head of a track of pictures', () => {
  const init = videoInit({ width: 640, height: 360, timescale: 90_000, entry: 'avc1', configuration: Buffer.alloc(0) })
  expect(boxesOf(init).map(({ name }) => name)).toEqual(['ftyp', 'moov'])
  expect(boxesOf(find(init, 'moov')).map(({ name }) => name)).toEqual(['mvhd', 'trak', 'mvex'])
  expect(find(init, 'moov', 'trak', 'mdia', 'mdhd').readUInt32BE(12)).toBe(90_000)
  expect(find(init, 'moov', 'trak', 'mdia', 'hdlr').toString('latin1', 8, 12)).toBe('vide')
  const header = find(init, 'moov', 'trak', 'tkhd')
  expect([header.readUInt32BE(76) >>> 16, header.readUInt32BE(80) >>> 16]).toEqual([640, 360])
})

test('the head of a track of sound', () => {
  const configuration = opusConfiguration(2, 48_000)
  const init = audioInit({ channels: 2, timescale: 48_000, entry: 'Opus', configuration })
  expect(find(init, 'moov', 'trak', 'mdia', 'hdlr').toString('latin1', 8, 12)).toBe('soun')
  const entry = find(find(init, 'moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd').subarray(8), 'Opus')
  expect(entry.readUInt16BE(16)).toBe(2)
  expect(boxesOf(entry.subarray(28))).toEqual([{ name: 'dOps', body: Buffer.from('000200000000bb80000000', 'hex') }])
})

test('a segment tells of each sample where, how long and what it is', () => {
  const at = 2 ** 33 + 5
  const segment = mp4Segment(7, at, samples)
  expect(boxesOf(segment).map(({ name }) => name)).toEqual(['moof', 'mdat'])
  expect(find(segment, 'moof', 'mfhd').readUInt32BE(4)).toBe(8)
  expect(mp4Samples(segment)).toEqual([
    { ...samples[0], at },
    { ...samples[1], at: at + 3000 },
    { ...samples[2], at: at + 6003 },
  ])
})

test('WebM: a head that does not say how long it is, and clusters that do', () => {
  const init = webmInit(640, 360)
  expect(init.subarray(0, 4).toString('hex')).toBe('1a45dfa3')
  expect(init.includes(Buffer.from('1853806701ffffffffffffff', 'hex'))).toBe(true)
  expect(init.includes(Buffer.from('b010000002', 'hex')) || init.includes(Buffer.from('b0100000020280', 'hex'))).toBe(
    true,
  )
  const cluster = webmSegment(
    70_000,
    samples.map((sample) => ({ ...sample, duration: 40 })),
  )
  expect(cluster.subarray(0, 4).toString('hex')).toBe('1f43b675')
  expect(cluster.readUInt32BE(4)).toBe(0x10000000 + cluster.length - 8)
  // Timestamp; blocks of track 1 at 0 and 40 ms; at 80 ms a block that says how long it is, and that it refers back.
  const expected = [
    ['e7', '011170'],
    ['a3', `81000080${Buffer.from('one').toString('hex')}`],
    ['a3', `81002800${Buffer.from('second').toString('hex')}`],
  ].map(([id, body]) => `${id}1000000${(body!.length / 2).toString(16)}${body}`)
  expect(cluster.toString('hex', 8)).toContain(expected.join(''))
  expect(cluster.toString('hex')).toContain(`a1100000058100500078${'9b'}1000000128${'fb'}10000004ffffffd8`)
})

test('WebM: what was written is read back', () => {
  const written = samples.map((sample, i) => ({ ...sample, duration: 40 + i }))
  expect(webmSamples(webmSegment(70_000, written))).toEqual([
    { ...written[0], at: 70_000 },
    { ...written[1], at: 70_040 },
    { ...written[2], at: 70_081 },
  ])
  const large = [{ data: Buffer.alloc(300_000, 7), key: true, duration: 1000 }]
  expect(webmSamples(webmSegment(5, large))).toEqual([{ ...large[0], at: 5 }])
})
