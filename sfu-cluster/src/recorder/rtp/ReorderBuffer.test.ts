import { describe, expect, test } from 'vitest'
import { random } from '../../../../scripts/support/random.ts'
import type { RtpPacket } from './parseRtp.ts'
import { ReorderBuffer } from './ReorderBuffer.ts'

const packet = (number: number): RtpPacket => ({
  sequence: number & 0xffff,
  timestamp: number,
  marker: false,
  ssrc: 1,
  payload: Buffer.alloc(0),
})

function collect() {
  const delivered: [number, boolean][] = []
  const buffer = new ReorderBuffer(({ timestamp }, afterLoss) => delivered.push([timestamp, afterLoss]))
  return { buffer, delivered }
}

test('packets in their order pass at once', () => {
  const { buffer, delivered } = collect()
  for (const number of [65_534, 65_535, 65_536]) expect(buffer.push(packet(number), 0)).toEqual([])
  expect(delivered.map(([number]) => number)).toEqual([65_534, 65_535, 65_536])
})

test('what is missing is named once, waited for, and in its place when it comes', () => {
  const { buffer, delivered } = collect()
  buffer.push(packet(10), 0)
  expect(buffer.push(packet(13), 0)).toEqual([11, 12])
  expect(buffer.push(packet(14), 0)).toEqual([])
  expect(buffer.missing()).toEqual([11, 12])
  buffer.push(packet(12), 10)
  buffer.push(packet(11), 20)
  expect(delivered).toEqual([10, 11, 12, 13, 14].map((number) => [number, false]))
  expect(buffer.missing()).toEqual([])
})

test('what does not come in time is left out, and the next packet says so', () => {
  const { buffer, delivered } = collect()
  for (const number of [1, 3, 4, 6]) buffer.push(packet(number), number)
  buffer.tick(502)
  expect(delivered).toEqual([[1, false]])
  buffer.tick(503)
  expect(delivered).toEqual([
    [1, false],
    [3, true],
    [4, false],
  ])
  buffer.flush()
  expect(delivered.at(-1)).toEqual([6, true])
  expect(buffer.lost).toBe(2)
  buffer.push(packet(2), 600)
  expect(delivered).toHaveLength(4)
})

test('a sequence that began anew is followed, behind a loss', () => {
  const { buffer, delivered } = collect()
  buffer.push(packet(100), 0)
  buffer.push(packet(20_000), 1)
  buffer.push(packet(20_001), 2)
  buffer.tick(600)
  expect(delivered.map(([number]) => number)).toEqual([100, 20_000, 20_001])
  expect(delivered[1]![1]).toBe(true)
})

describe.each([1, 2, 3, 4, 5])('seed %i', (seed) => {
  test('shuffled, doubled, with losses: each once, in order, and every loss is told', () => {
    const { below, next } = random(seed)
    const { buffer, delivered } = collect()
    const start = 65_536 - below(200)
    const sent = Array.from({ length: 2000 }, (_, i) => start + i)
    const lost = new Set(sent.slice(1).filter(() => next() < 0.05))
    const order = sent
      .filter((number) => !lost.has(number))
      .map((number, i) => ({ number, at: i === 0 ? -9 : i + below(8) }))
    order.sort((a, b) => a.at - b.at)
    for (const [i, { number }] of order.entries()) {
      buffer.push(packet(number), i)
      if (next() < 0.1) buffer.push(packet(number), i)
      buffer.tick(i)
    }
    buffer.flush()
    expect(delivered.map(([number]) => number)).toEqual(sent.filter((number) => !lost.has(number)))
    for (const [number, afterLoss] of delivered) expect(afterLoss).toBe(lost.has(number - 1))
    // What is lost at the end is not missed.
    const last = delivered.at(-1)![0]
    expect(buffer.lost).toBe([...lost].filter((number) => number < last).length)
  })
})
