import { expect, test } from 'vitest'
import { isGuessable } from './isGuessable.ts'

const person = { name: 'Grace Brewster Hopper', email: 'grace.hopper@example.org' }

test.each([
  'Password123',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
  'gracebrewsterhopper',
  'grace.hopper',
  'grace.hopper@example.org',
])('refuses %s', (password) => expect(isGuessable(password, person)).toBe(true))

test.each(['lectern-demo', 'correct horse battery', 'ZsdiuO7-s2'])('lets %s pass', (password) =>
  expect(isGuessable(password, person)).toBe(false),
)
