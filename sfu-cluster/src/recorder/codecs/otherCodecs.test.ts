import { boxesOf, find } from '@lectern/recording/containers'
import { describe, expect, test } from 'vitest'
import { packetize } from '../../../test/recorder/packetize.ts'
import { Av1 } from './av1.ts'
import { opusSamples, SILENCE, SILENCE_SAMPLES } from './opus.ts'
import { Vp8 } from './vp8.ts'
import { readKeyFrame, Vp9 } from './vp9.ts'

const rest = Buffer.alloc(4000, 0x55)

describe('VP8', () => {
  const key = Buffer.concat([Buffer.from([0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01]), rest])
  const delta = Buffer.concat([Buffer.from([0x11]), rest])

  test('pictures come out as they went in, and a key picture tells its size', () => {
    const codec = new Vp8()
    const payloads = packetize('VP8', { data: key, key: true }, 1)
    expect(payloads.map((payload) => codec.startsKey(payload))).toEqual([true, false, false, false])
    const picture = codec.picture(payloads)!
    expect(picture).toMatchObject({ data: key, key: true })
    expect(picture.format).toMatchObject({ container: 'webm', width: 640, height: 360 })
    expect(codec.picture(packetize('VP8', { data: delta, key: false }, 2))).toEqual({ data: delta, key: false })
    expect(codec.picture(payloads.slice(1))).toBeUndefined()
  })

  test('all forms of the descriptor are read over', () => {
    for (const head of [[0x10], [0x90, 0x80, 7], [0x90, 0x80, 0x81, 7], [0x90, 0xf0, 0x81, 7, 1, 2], [0x90, 0x20, 3]]) {
      expect(new Vp8().picture([Buffer.from([...head, ...delta.subarray(0, 9)])])!.data).toEqual(delta.subarray(0, 9))
    }
  })
})

describe('VP9', () => {
  const key = Buffer.concat([Buffer.from('824983420027f016760438241c184a10', 'hex'), rest])

  test('pictures come out as they went in, and a key picture tells its size', () => {
    expect(readKeyFrame(key)).toEqual({ width: 640, height: 360 })
    const codec = new Vp9()
    const payloads = packetize('VP9', { data: key, key: true }, 1)
    expect(codec.startsKey(payloads[0]!)).toBe(true)
    expect(codec.startsKey(payloads[1]!)).toBe(false)
    const picture = codec.picture(payloads)!
    expect(picture).toMatchObject({ data: key, key: true })
    expect(picture.format).toMatchObject({ mime: 'video/mp4; codecs="vp09.00.21.08"', width: 640, height: 360 })
    expect(codec.picture(payloads.slice(0, -1))).toBeUndefined()
  })

  test('spatial layers of one moment become a superframe, of the size that the structure tells', () => {
    const layer = (head: number[], body: Buffer) => Buffer.concat([Buffer.from(head), body])
    const structure = [0x38, 0, 160, 0, 90, 1, 64, 0, 180, 1, 0x04, 1]
    const low = layer([0x80 | 0x20 | 0x10 | 0x08 | 0x04 | 0x02, 5, 0, ...structure], key.subarray(0, 100))
    const high = layer([0x80 | 0x20 | 0x10 | 0x08 | 0x04, 5, 0x03], key.subarray(100, 300))
    const codec = new Vp9()
    expect(codec.startsKey(low)).toBe(true)
    const { data, format, key: isKey } = codec.picture([low, high])!
    expect(isKey).toBe(true)
    expect(format).toMatchObject({ width: 320, height: 180 })
    const index = Buffer.from([0xd9, 100, 0, 0, 0, 200, 0, 0, 0, 0xd9])
    expect(data).toEqual(Buffer.concat([key.subarray(0, 300), index]))
    expect(codec.picture([layer([0x80 | 0x40 | 0x20 | 0x10 | 0x08 | 0x04, 6, 0x02, 0x02], rest)])).toEqual({
      data: rest,
      key: false,
    })
  })
})

describe('AV1', () => {
  const delimiter = Buffer.from('1200', 'hex')
  const header = Buffer.from('0a0b0000000cc4ff6736be4010', 'hex')
  const frame = Buffer.concat([Buffer.from([0x32, 0xa0, 0x1f]), rest])

  test('OBUs come out as they went in, with sizes and without delimiters', () => {
    const codec = new Av1()
    const payloads = packetize('AV1', { data: Buffer.concat([delimiter, header, frame]), key: true }, 0)
    expect(payloads.length).toBeGreaterThan(3)
    expect(codec.startsKey(payloads[0]!)).toBe(true)
    const picture = codec.picture(payloads)!
    expect(picture).toMatchObject({ data: Buffer.concat([header, frame]), key: true })
    expect(picture.format).toMatchObject({ mime: 'video/mp4; codecs="av01.0.01M.08"', width: 640, height: 360 })
    const entry = find(find(picture.format!.init, 'moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd').subarray(8), 'av01')
    expect(boxesOf(entry.subarray(78))[0]).toEqual({
      name: 'av1C',
      body: Buffer.concat([Buffer.from([0x81, 1, 0x0c, 0]), header]),
    })
    const next = packetize('AV1', { data: Buffer.concat([delimiter, frame]), key: false }, 1)
    expect(codec.startsKey(next[0]!)).toBe(false)
    expect(codec.picture(next)).toEqual({ data: frame, key: false })
    expect(codec.picture(payloads.slice(0, -1))).toBeUndefined()
    expect(codec.picture(payloads.slice(2))).toBeUndefined()
  })

  test('elements with their lengths, and several in one packet', () => {
    const plain = Buffer.concat([Buffer.from([0x30]), rest.subarray(0, 200)])
    const sized = (unit: Buffer) =>
      Buffer.concat([
        Buffer.from([
          (unit.length & 127) | (unit.length > 127 ? 128 : 0),
          ...(unit.length > 127 ? [unit.length >> 7] : []),
        ]),
        unit,
      ])
    const bare = Buffer.concat([Buffer.from([0x08]), header.subarray(2)])
    const expected = Buffer.concat([header, Buffer.from([0x32, 0xc8, 0x01]), rest.subarray(0, 200)])
    for (const payload of [
      [Buffer.from([0x08]), sized(bare), sized(plain)],
      [Buffer.from([0x28]), sized(bare), plain],
    ]) {
      expect(new Av1().picture([Buffer.concat(payload)])!.data).toEqual(expected)
    }
  })
})

test('how much sound an Opus packet holds', () => {
  expect(opusSamples(SILENCE)).toBe(SILENCE_SAMPLES)
  expect(opusSamples(Buffer.from([0x78]))).toBe(960)
  expect(opusSamples(Buffer.from([0x79]))).toBe(1920)
  expect(opusSamples(Buffer.from([0x83, 4]))).toBe(480)
  expect(opusSamples(Buffer.from([0x1b, 3]))).toBeUndefined()
  expect(opusSamples(Buffer.from([0x03, 0]))).toBeUndefined()
  expect(opusSamples(Buffer.alloc(0))).toBeUndefined()
})
