import { expect, test } from 'vitest'
import { clock } from './clock.ts'

test('minutes and seconds, hours from the first one on', () => {
  expect(clock(0)).toBe('0:00')
  expect(clock(9_999)).toBe('0:09')
  expect(clock(249_000)).toBe('4:09')
  expect(clock(3_723_000)).toBe('1:02:03')
})

test('a clock that runs ahead shows no negative time', () => {
  expect(clock(-1500)).toBe('0:00')
})
