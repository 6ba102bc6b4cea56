import { expect, test } from 'vitest'
import { EmailValue, NewPasswordValue, TimeZoneValue } from './accountValues'

test.each(['Europe/Warsaw', 'UTC', ' Asia/Kathmandu '])('%s is a time zone', (zone) => {
  expect(TimeZoneValue.safeParse(zone).success).toBe(true)
})

test.each(['', 'Warsaw', 'Europe/Nowhere'])('%j is no time zone', (zone) => {
  expect(TimeZoneValue.safeParse(zone).success).toBe(false)
})

test('an email may have spaces round it, which are dropped', () => {
  expect(EmailValue.parse(' sam@lectern.test ')).toBe('sam@lectern.test')
})

test('a password of nine characters is too short', () => {
  expect(NewPasswordValue.safeParse('123456789').success).toBe(false)
  expect(NewPasswordValue.safeParse('1234567890').success).toBe(true)
})
