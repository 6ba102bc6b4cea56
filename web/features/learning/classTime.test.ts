import { expect, test } from 'vitest'
import { classTime, classTimeWords, momentPath } from './classTime'

test.each([
  [0, '0:00', 'the beginning'],
  [7.9, '0:07', '7 seconds'],
  [61, '1:01', '1 minute 1 second'],
  [3723, '1:02:03', '1 hour 2 minutes 3 seconds'],
  [7200, '2:00:00', '2 hours'],
])('%d seconds are %s', (seconds, clock, words) => {
  expect(classTime(seconds)).toBe(clock)
  expect(classTimeWords(seconds)).toBe(words)
})

test.each([
  [0, '/replay/x?t=00s'],
  [62.2, '/replay/x?t=01m03s'],
  [3723, '/replay/x?t=1h02m03s'],
])('second %d has the address %s', (seconds, path) => expect(momentPath('x', seconds)).toBe(path))
