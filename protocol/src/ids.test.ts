import { expect, test } from 'vitest'
import { ClientMadeId, DisplayName, UserId } from './ids.ts'

test('ids that would be the prototype of an object are none', () => {
  expect(UserId.safeParse('__proto__').success).toBe(false)
  expect(ClientMadeId.safeParse('__proto__').success).toBe(false)
  expect(UserId.safeParse('__proto__1').success).toBe(true)
})

test('a name is one clean line', () => {
  expect(DisplayName.parse(' Ada\n\u202ELovelace ')).toBe('Ada Lovelace')
  expect(DisplayName.safeParse('\u202E').success).toBe(false)
})
