import { expect, test } from 'vitest'
import { isShorter, retentionChoices, retentionWords } from './retention.ts'

test('a time that is not among the usual ones can still be chosen', () => {
  expect(retentionChoices(null).map(({ value }) => value)).toEqual(['never', '30', '90', '180', '365', '730'])
  expect(retentionChoices(45).map(({ value }) => value)).toEqual(['never', '30', '45', '90', '180', '365', '730'])
})

test.each([
  [null, 'for good'],
  [1, 'for 1 day'],
  [90, 'for 90 days'],
  [365, 'for a year'],
  [730, 'for 2 years'],
])('%s days are %s', (days, words) => expect(retentionWords(days)).toBe(words))

test('only what deletes sooner asks first', () => {
  expect(isShorter(30, null)).toBe(true)
  expect(isShorter(30, 90)).toBe(true)
  expect(isShorter(90, 30)).toBe(false)
  expect(isShorter(null, 30)).toBe(false)
})
