import { expect, test } from 'vitest'
import { stampedAt, ticksPerSecond } from './stamps.ts'

function box(name: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, body])
}
const u32 = (...values: number[]) => Buffer.concat(values.map((value) => Buffer.from([0, 0, 0, value])))
const tfdt = (bytes: string) => box('tfdt', Buffer.from(bytes, 'hex'))
const mp4 = (time: Buffer) =>
  Buffer.concat([box('moof', box('mfhd', u32(0, 1)), box('traf', box('tfhd', u32(0, 1)), time)), box('mdat', u32(7))])
const init = (mdhd: Buffer) => Buffer.concat([box('ftyp', u32(0)), box('moov', box('trak', box('mdia', mdhd)))])

test('an MP4 track says how finely it is stamped; WebM counts milliseconds', () => {
  const rate = Buffer.from('00015f90', 'hex')
  expect(ticksPerSecond(init(box('mdhd', u32(0, 0, 0), rate)))).toBe(90_000)
  expect(ticksPerSecond(init(box('mdhd', Buffer.from([1, 0, 0, 0]), u32(0, 0, 0, 0), rate)))).toBe(90_000)
  expect(ticksPerSecond(Buffer.from('1a45dfa39f4286', 'hex'))).toBe(1000)
})

test('a fragment begins where it is told to, and nothing else of it changes', () => {
  const long = mp4(tfdt('01000000ffffffffffffffff'))
  expect(stampedAt(long, 2 ** 33 + 5)).toEqual(mp4(tfdt('010000000000000200000005')))
  expect(stampedAt(mp4(tfdt('00000000ffffffff')), 300)).toEqual(mp4(tfdt('000000000000012c')))
  expect(long).toEqual(mp4(tfdt('01000000ffffffffffffffff')))
})

test('so does a cluster of WebM, in as many bytes as its time has', () => {
  const cluster = (time: string) => Buffer.from(`1f43b6751000000ae710000003${time}a380`, 'hex')
  expect(stampedAt(cluster('011170'), 300)).toEqual(cluster('00012c'))
  expect(stampedAt(Buffer.from('1f43b67584e7820bb8', 'hex'), 40)).toEqual(Buffer.from('1f43b67584e7820028', 'hex'))
})

test('pieces of one segment stay as far from each other as they were', () => {
  const fragments = (first: string, second: string) => Buffer.concat([mp4(tfdt(first)), mp4(tfdt(second))])
  const shifted = fragments('010000000000000000000032', '010000000000000000000132')
  expect(stampedAt(fragments('010000000000000100000000', '010000000000000100000100'), 50)).toEqual(shifted)
  const clusters = (first: string, second: string) =>
    Buffer.from(`1f43b67510000005e781${first}a3801f43b67587e783${second}a380`, 'hex')
  expect(stampedAt(clusters('64', '0100c8'), 10)).toEqual(clusters('0a', '01006e'))
})

test('what is no segment stays as it is', () => {
  for (const bytes of ['', '00', 'ffffffff6d6f6f66', '000000006d6f6f66', '1f43b675', '1f43b67584a380']) {
    expect(stampedAt(Buffer.from(bytes, 'hex'), 300)).toEqual(Buffer.from(bytes, 'hex'))
  }
})
