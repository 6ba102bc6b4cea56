import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { closePoll } from './closePoll.ts'
import { deletePoll } from './deletePoll.ts'
import { openPoll } from './openPoll.ts'
import { vote } from './vote.ts'

const poll = { id: 'poll-0001', question: 'Which?', kind: 'single' as const, options: ['a', 'b'] }

test('puts the poll on the stage, open and with nothing counted', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(openPoll, poll)
  expect(room.stage.polls.get('poll-0001')).toEqual({
    question: 'Which?',
    kind: 'single',
    options: ['a', 'b'],
    anonymous: false,
    results: 'live',
    state: 'open',
    createdBy: 'ada',
    createdAt: expect.any(Number),
    closedAt: null,
    votes: 0,
    counts: [0, 0],
    answers: null,
    choices: {},
  })
})

test('where results come at the end, and where answers are typed, there is nothing to count yet', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(openPoll, { ...poll, results: 'end' })
  await ada.do(openPoll, { ...poll, id: 'poll-0002', kind: 'text' })
  expect(room.stage.polls.get('poll-0001')).toMatchObject({ counts: null, choices: null })
  expect(room.stage.polls.get('poll-0002')).toMatchObject({ options: [], counts: null, answers: [] })
})

test('[CM4] a repeat changes nothing, also after the poll was closed', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(openPoll, poll)
  await ada.do(closePoll, { id: 'poll-0001' })
  await ada.do(openPoll, { ...poll, question: 'Other?' })
  expect(room.stage.polls.get('poll-0001')).toMatchObject({ question: 'Which?', state: 'closed' })
})

test("an id of another person's poll, or of a deleted one with votes, is refused", async () => {
  const room = new TestClass()
  const [ada, tim] = [await room.join('ada', 'instructor'), await room.join('tim', 'assistant')]
  const taken = { code: 'CONFLICT', field: 'id' }
  await ada.do(openPoll, poll)
  await expect(tim.do(openPoll, poll)).rejects.toMatchObject(taken)
  await tim.do(vote('secret'), { id: 'poll-0001', options: [0] })
  await ada.do(deletePoll, { id: 'poll-0001' })
  await expect(ada.do(openPoll, poll)).rejects.toMatchObject(taken)
})

test('a class has at most 100 polls', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  for (let n = 0; n < 100; n += 1) await ada.do(openPoll, { ...poll, id: `poll-${1000 + n}` })
  await expect(ada.do(openPoll, poll)).rejects.toMatchObject({ code: 'TOO_LARGE' })
})
