import { expect, test } from 'vitest'
import { momentText, momentWords, parseMoment } from './moment.ts'

test.each([
  ['1h02m03s', 3_723_000],
  ['2m03s', 123_000],
  ['90s', 90_000],
  ['90', 90_000],
  ['5m', 300_000],
  ['0s', 0],
])('%s is a moment', (text, ms) => {
  expect(parseMoment(text)).toBe(ms)
})

test.each(['', 'soon', '-3s', '1.5h', '3s2m', null, undefined])('%s is none', (text) => {
  expect(parseMoment(text)).toBeUndefined()
})

test.each([0, 3_000, 123_000, 3_723_000])('the address of %d ms leads back to it', (ms) => {
  expect(parseMoment(momentText(ms))).toBe(ms)
})

test('a moment is spoken without what is zero', () => {
  expect(momentWords(3_723_400)).toBe('1 hour 2 minutes 3 seconds')
  expect(momentWords(3_600_000)).toBe('1 hour')
  expect(momentWords(61_000)).toBe('1 minute 1 second')
  expect(momentWords(0)).toBe('0 seconds')
})
