import { expect, test } from 'vitest'
import { TokenBucket } from './TokenBucket.ts'

test('a burst goes through, then what comes in per second', () => {
  const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, 0)
  expect([1, 2, 3, 4].map(() => bucket.take(1, 0))).toEqual([true, true, true, false])
  expect(bucket.waitMs).toBe(500)
  expect(bucket.take(1, 400)).toBe(false)
  expect(bucket.take(1, 500)).toBe(true)
  expect(bucket.take(1, 501)).toBe(false)
})

test('it never holds more than a burst', () => {
  const bucket = new TokenBucket({ burst: 2, perSecond: 100 }, 0)
  expect(bucket.take(3, 60_000)).toBe(false)
  expect(bucket.take(2, 60_000)).toBe(true)
})
