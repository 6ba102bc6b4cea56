import { expect, test } from 'vitest'
import { loudness } from './watchLevel.ts'

test('silence is 0, a shout is 1, more is never more than 1', () => {
  expect(loudness([])).toBe(0)
  expect(loudness([0, 0])).toBe(0)
  expect(loudness([1, -1])).toBe(1)
})

test('a quiet voice moves the meter', () => {
  expect(loudness([0.05, -0.05])).toBeCloseTo(0.25)
})
