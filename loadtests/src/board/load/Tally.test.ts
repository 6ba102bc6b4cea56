import { expect, test } from 'vitest'
import { latencyAt, Tally } from './Tally.ts'

test('deliveries are counted for good, latencies until they are taken', () => {
  const tally = new Tally()
  tally.add(2, 1_250)
  tally.add(1, 40_000)
  expect(tally.takeLatencies()).toEqual([
    [13, 1],
    [400, 1],
  ])
  expect(tally.takeLatencies()).toEqual([])
  expect(tally.delivered).toBe(3)
})

test('a percentile is the smallest latency that so many are not above, whatever process it came from', () => {
  const one: [number, number][] = [
    [10, 98],
    [900, 1],
  ]
  const other: [number, number][] = [[20, 1]]
  expect(latencyAt([...one, ...other], 50)).toBe(1)
  expect(latencyAt([...one, ...other], 99)).toBe(2)
  expect(latencyAt([...one, ...other], 100)).toBe(90)
  expect(latencyAt([], 50)).toBeNaN()
})
