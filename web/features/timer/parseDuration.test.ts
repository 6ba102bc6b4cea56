import { expect, test } from 'vitest'
import { parseDuration } from './parseDuration.ts'

test('lengths are typed as minutes or as on a clock', () => {
  expect(parseDuration('5')).toBe(300_000)
  expect(parseDuration(' 0:30 ')).toBe(30_000)
  expect(parseDuration('2:30')).toBe(150_000)
  expect(parseDuration('1:30:00')).toBe(5_400_000)
})

test('what is no length, or too short or too long, is refused', () => {
  for (const text of ['', 'soon', '0', '5:99', '-3', '99:00:00', '1:2:3:4']) expect(parseDuration(text)).toBeNull()
})
