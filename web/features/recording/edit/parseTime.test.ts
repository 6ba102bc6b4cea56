import { expect, test } from 'vitest'
import { parseTime } from './parseTime.ts'

test.each([
  ['45', 45],
  ['0:45', 45],
  [' 12:30 ', 750],
  ['90:00', 5400],
  ['1:02:03', 3723],
  ['1h02m03s', 3723],
  ['2M', 120],
  ['12:30.5', 750.5],
])('%s is %d seconds', (text, seconds) => expect(parseTime(text)).toBe(seconds))

test.each(['', 'soon', '1:75', '1:70:00', '-3', '1:2:3:4', '12:', '12:3'])('%j is no time', (text) => {
  expect(parseTime(text)).toBeNull()
})
