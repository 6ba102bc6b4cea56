import { expect, test } from 'vitest'
import { draftProblems, EMPTY_POLL, readyPoll } from './pollDraft.ts'

test('an empty draft says what is missing', () => {
  expect(draftProblems(EMPTY_POLL)).toEqual({ question: 'Write a question.', options: 'Give at least two options.' })
})

test('empty lines between options do not count, double options are refused', () => {
  const draft = { ...EMPTY_POLL, question: ' Ready? ', options: [' Yes', '', 'No '] }
  expect(draftProblems(draft)).toEqual({})
  expect(readyPoll(draft)).toMatchObject({ question: 'Ready?', options: ['Yes', 'No'] })
  expect(draftProblems({ ...draft, options: ['Yes', 'Yes '] })).toEqual({ options: 'Two options are the same.' })
})

test('a typed answer needs no options', () => {
  const draft = { ...EMPTY_POLL, question: 'Why?', kind: 'text' as const, options: ['left over', ''] }
  expect(draftProblems(draft)).toEqual({})
  expect(readyPoll(draft).options).toEqual([])
})
