import { expect, test } from 'vitest'
import { backoff, reconnectDelay } from './backoff.ts'

test('waits longer each time, up to ten seconds', () => {
  expect([0, 1, 2, 3, 10].map((attempt) => backoff(attempt, () => 0))).toEqual([500, 1000, 2000, 4000, 10_000])
})

test('chance takes up to half of it, so that a class does not come back in one instant', () => {
  expect(backoff(3, () => 1)).toBe(2000)
  expect(backoff(3, () => 0.5)).toBe(3000)
})

test('a lost connection is tried often at first, and seldom once it lasts', () => {
  expect([0, 1, 2, 29, 30].map((attempt) => reconnectDelay(attempt, () => 0))).toEqual([500, 1000, 1500, 1500, 10_000])
  expect(reconnectDelay(5, () => 1)).toBe(750)
})
