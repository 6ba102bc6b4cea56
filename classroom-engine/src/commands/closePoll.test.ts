import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { closePoll } from './closePoll.ts'
import { openPoll } from './openPoll.ts'
import { vote } from './vote.ts'

const poll = { id: 'poll-0001', question: 'Which?', kind: 'single' as const, options: ['a', 'b'] }

test('shows all votes, those too that came a moment before', async () => {
  const room = new TestClass()
  const [ada, sam, kim] = [await room.join('ada', 'instructor'), await room.join('sam'), await room.join('kim')]
  await ada.do(openPoll, { ...poll, results: 'end' })
  for (const each of [sam, kim]) await each.do(vote('secret'), { id: 'poll-0001', options: [1] })
  expect(room.stage.polls.get('poll-0001')).toMatchObject({ counts: null, choices: null })
  await ada.do(closePoll, { id: 'poll-0001' })
  const closed = room.stage.polls.get('poll-0001')
  expect(closed).toMatchObject({ state: 'closed', closedAt: expect.any(Number), votes: 2, counts: [0, 2] })
  await ada.do(closePoll, { id: 'poll-0001' })
  expect(room.stage.polls.get('poll-0001')).toBe(closed)
})

test('a poll that is not there cannot be closed', async () => {
  const ada = await new TestClass().join('ada', 'instructor')
  await expect(ada.do(closePoll, { id: 'poll-0001' })).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'id' })
})
