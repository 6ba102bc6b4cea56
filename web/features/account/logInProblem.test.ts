import { expect, test } from 'vitest'
import { logInProblem } from './logInProblem'

test('a wrong email and a wrong password read the same', () => {
  expect(logInProblem('BAD_REQUEST')).toBe(logInProblem('WRONG_CREDENTIALS'))
})

test('too many tries are told apart', () => {
  expect(logInProblem('RATE_LIMITED').message).toMatch(/too many tries/)
})

test.each(['OAuthCallback', 'toString', ''])('%j gets general words', (code) => {
  expect(logInProblem(code).code).toBe('INTERNAL')
})
