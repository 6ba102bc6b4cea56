import { expect, test } from 'vitest'
import { chooseLarge } from './chooseLarge.ts'

const base = { present: ['ada', 'sam', 'kim'], me: 'sam', pinned: null, spotlight: null, speaker: null, staff: ['ada'] }

test('one’s own pin beats the spotlight, which beats the speaker, who beats the instructor', () => {
  expect(chooseLarge({ ...base, pinned: 'kim', spotlight: 'ada', speaker: 'ada' })).toBe('kim')
  expect(chooseLarge({ ...base, spotlight: 'kim', speaker: 'ada' })).toBe('kim')
  expect(chooseLarge({ ...base, speaker: 'kim' })).toBe('kim')
  expect(chooseLarge(base)).toBe('ada')
})

test('the instructor sees a student rather than themself', () => {
  expect(chooseLarge({ ...base, me: 'ada' })).toBe('sam')
})

test('who has left is not shown', () => {
  expect(chooseLarge({ ...base, pinned: 'gone', spotlight: 'gone', speaker: 'gone' })).toBe('ada')
})

test('alone one sees oneself; an empty class shows nobody', () => {
  expect(chooseLarge({ ...base, present: ['sam'] })).toBe('sam')
  expect(chooseLarge({ ...base, present: [] })).toBeNull()
})
