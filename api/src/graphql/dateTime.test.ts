import { parseValue } from 'graphql'
import { expect, test } from 'vitest'
import { dateTime } from './dateTime.ts'

test.each([
  ['2026-03-01T09:30:00.000Z', '2026-03-01T09:30:00.000Z'],
  ['2026-03-01T09:30Z', '2026-03-01T09:30:00.000Z'],
  ['2026-03-01T09:30:00+02:00', '2026-03-01T07:30:00.000Z'],
])('reads %s', (given, expected) => {
  expect(dateTime.serialize(dateTime.parseValue(given))).toBe(expected)
  expect(dateTime.serialize(dateTime.parseLiteral(parseValue(`"${given}"`), {}))).toBe(expected)
})

test.each(['2026-03-01', '2026-03-01T09:30:00', '2026-13-01T09:30:00Z', 'tomorrow', '', 1_772_357_400_000, null])(
  'refuses %s',
  (given) => expect(() => dateTime.parseValue(given)).toThrow('A time looks like'),
)
