import { expect, test } from 'vitest'
import { agoWords } from './agoWords.ts'

test.each([
  [-1, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [119, '2 min'],
  [3600, '1 h'],
  [3900, '1 h 5 min'],
])('%d seconds are %s', (seconds, words) => {
  expect(agoWords(seconds)).toBe(words)
})
