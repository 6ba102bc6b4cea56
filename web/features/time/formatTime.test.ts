import { describe, expect, test } from 'vitest'
import { formatDay, formatDistance, formatLength, formatSpan, formatStarted, zoneName } from './formatTime'

const now = new Date('2026-11-22T10:00:00Z')
const WARSAW = 'Europe/Warsaw'

test('a day is that of the zone', () => {
  const late = new Date('2026-11-23T23:30:00Z')

  expect(formatDay(late, 'UTC', now)).toBe('Mon 23 Nov')
  expect(formatDay(late, WARSAW, now)).toBe('Tue 24 Nov')
})

test('another year is named', () => {
  expect(formatDay(new Date('2027-01-05T10:00:00Z'), 'UTC', now)).toBe('Tue 5 Jan 2027')
})

test('a span within a day names the day once', () => {
  const start = new Date('2026-11-24T13:00:00Z')

  expect(formatSpan(start, new Date('2026-11-24T14:30:00Z'), WARSAW, now)).toBe('Tue 24 Nov, 14:00 to 15:30')
})

test('a span over midnight names both days', () => {
  const start = new Date('2026-11-24T22:30:00Z')

  expect(formatSpan(start, new Date('2026-11-24T23:30:00Z'), WARSAW, now)).toBe(
    'Tue 24 Nov, 23:30 to Wed 25 Nov, 00:30',
  )
})

test.each([
  ['2026-11-22T10:00:40Z', 'now'],
  ['2026-11-22T10:20:00Z', 'in 20 minutes'],
  ['2026-11-22T07:00:00Z', '3 hours ago'],
  ['2026-11-24T11:00:00Z', 'in 2 days'],
])('%s is %s', (at, words) => {
  expect(formatDistance(new Date(at), now)).toBe(words)
})

test('a class that started within a minute started just now', () => {
  expect(formatStarted(new Date('2026-11-22T09:59:30Z'), now)).toBe('Started just now')
  expect(formatStarted(new Date('2026-11-22T09:48:00Z'), now)).toBe('Started 12 minutes ago')
})

test.each([
  [20, 'less than a minute'],
  [12 * 60 + 59, '12 min'],
  [3_600 + 5 * 60, '1 h 05 min'],
])('%i seconds are %s', (seconds, words) => {
  expect(formatLength(seconds)).toBe(words)
})

describe('zones', () => {
  test.each([
    ['Europe/Warsaw', 'Warsaw time'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires time'],
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
  ])('%s is said as %s', (zone, words) => {
    expect(zoneName(zone)).toBe(words)
  })
})
