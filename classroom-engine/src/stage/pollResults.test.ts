import type { StagePoll } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { pollResults, type Vote } from './pollResults.ts'

const poll = (fields: Partial<StagePoll>): StagePoll => ({
  question: 'Which?',
  kind: 'single',
  options: ['a', 'b', 'c'],
  anonymous: false,
  results: 'live',
  state: 'open',
  createdBy: 'ada',
  createdAt: 1,
  closedAt: null,
  votes: 0,
  counts: null,
  answers: null,
  choices: null,
  ...fields,
})

const chosen = new Map<string, Vote>([
  ['sam', { options: [0, 2], text: null }],
  ['kim', { options: [2], text: null }],
])
const written = new Map<string, Vote>([
  ['sam', { options: [], text: 'zebra' }],
  ['kim', { options: [], text: 'ant' }],
])

test('counts and choices of a named poll', () => {
  const results = pollResults(poll({ kind: 'multiple' }), chosen)
  expect(results).toEqual({ votes: 2, counts: [1, 0, 2], answers: null, choices: { sam: [0, 2], kim: [2] } })
})

test('[CM8] an anonymous poll has counts and no choices', () => {
  const results = pollResults(poll({ kind: 'multiple', anonymous: true }), chosen)
  expect(results).toEqual({ votes: 2, counts: [1, 0, 2], answers: null, choices: null })
})

test('results at the end: until then only how many voted', () => {
  const open = poll({ kind: 'multiple', results: 'end' })
  expect(pollResults(open, chosen)).toEqual({ votes: 2, counts: null, answers: null, choices: null })
  expect(pollResults({ ...open, state: 'closed' }, chosen).counts).toEqual([1, 0, 2])
})

test('typed answers with names, in the order of voting', () => {
  const results = pollResults(poll({ kind: 'text', options: [] }), written)
  expect(results.answers).toEqual([
    { text: 'zebra', by: 'sam' },
    { text: 'ant', by: 'kim' },
  ])
  expect(results.counts).toBeNull()
})

test('[CM8] anonymous answers have no names, and an order that tells nothing', () => {
  const results = pollResults(poll({ kind: 'text', options: [], anonymous: true }), written)
  expect(results.answers).toEqual([
    { text: 'ant', by: null },
    { text: 'zebra', by: null },
  ])
})
