import { expect, test } from 'vitest'
import { fromZoned, toZoned } from './zonedTime'

test.each([
  ['2026-11-24', '14:00', 'Europe/Warsaw', '2026-11-24T13:00:00.000Z'],
  ['2026-07-24', '14:00', 'Europe/Warsaw', '2026-07-24T12:00:00.000Z'],
  ['2026-07-24', '00:15', 'Asia/Kathmandu', '2026-07-23T18:30:00.000Z'],
  ['2026-07-24', '23:00', 'Pacific/Kiritimati', '2026-07-24T09:00:00.000Z'],
  ['2026-07-24', '23:00', 'UTC', '2026-07-24T23:00:00.000Z'],
])('%s %s in %s is %s, and back', (date, time, zone, moment) => {
  expect(fromZoned(date, time, zone).toISOString()).toBe(moment)
  expect(toZoned(new Date(moment), zone)).toEqual({ date, time })
})

test('a time that the clocks skip is an hour later', () => {
  const moment = fromZoned('2026-03-29', '02:30', 'Europe/Warsaw')

  expect(toZoned(moment, 'Europe/Warsaw')).toEqual({ date: '2026-03-29', time: '03:30' })
})

test('a time that comes twice is the first', () => {
  expect(fromZoned('2026-10-25', '02:30', 'Europe/Warsaw').toISOString()).toBe('2026-10-25T00:30:00.000Z')
})

test('refuses what is no time', () => {
  expect(() => fromZoned('2026-11-24', '', 'UTC')).toThrow(RangeError)
})
