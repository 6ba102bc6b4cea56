import { expect, test } from 'vitest'
import { uptimeWords } from './uptimeWords'

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [61, '1 min 1 s'],
  [3_600, '1 h'],
  [90_061, '1 d 1 h'],
  [-5, '0 s'],
])('%d seconds: %s', (seconds, words) => {
  expect(uptimeWords(new Date(0), new Date(seconds * 1000))).toBe(words)
})
