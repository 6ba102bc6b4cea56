import { beforeEach, expect, test } from 'vitest'
import { AttemptLimiter } from './AttemptLimiter.ts'

let now = 0
let limiter: AttemptLimiter

beforeEach(() => {
  now = 1_000_000
  limiter = new AttemptLimiter({ attempts: 2, windowMs: 90_000 }, () => now)
})

test('refuses what goes over, and says for how long', () => {
  limiter.take('a')
  limiter.take('a')
  now += 10_000
  expect(() => limiter.take('a')).toThrow(
    expect.objectContaining({
      code: 'RATE_LIMITED',
      retryAfterMs: 80_000,
      message: 'Too many attempts. Try again in 2 minutes.',
    }),
  )
})

test('counts each key for itself', () => {
  limiter.take('a')
  limiter.take('a')
  expect(() => limiter.take('b')).not.toThrow()
})

test('begins anew when the window has ended', () => {
  limiter.take('a')
  limiter.take('a')
  now += 90_000
  expect(() => limiter.take('a')).not.toThrow()
})

test('an attempt that is given back does not count', () => {
  limiter.take('a')
  limiter.take('a')
  limiter.giveBack('a')
  expect(() => limiter.take('a')).not.toThrow()
  expect(() => limiter.take('a')).toThrow()
})

test('giving back more than was taken gives no credit', () => {
  limiter.take('a')
  limiter.giveBack('a')
  limiter.giveBack('a')
  limiter.take('a')
  limiter.take('a')
  expect(() => limiter.take('a')).toThrow()
})
