import { expect, test } from 'vitest'
import { pollShares } from './pollShares.ts'

test('shares are of the people who voted', () => {
  expect(pollShares({ options: ['Yes', 'No', 'Maybe'], counts: [2, 1, 0], votes: 3 })).toEqual([
    { option: 'Yes', count: 2, percent: 67 },
    { option: 'No', count: 1, percent: 33 },
    { option: 'Maybe', count: 0, percent: 0 },
  ])
})

test('without votes every share is 0, and without counts there are none', () => {
  expect(pollShares({ options: ['Yes'], counts: [0], votes: 0 })).toEqual([{ option: 'Yes', count: 0, percent: 0 }])
  expect(pollShares({ options: ['Yes'], counts: null, votes: 4 })).toBeNull()
})
