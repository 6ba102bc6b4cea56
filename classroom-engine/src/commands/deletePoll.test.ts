import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { deletePoll } from './deletePoll.ts'
import { openPoll } from './openPoll.ts'

test('takes the poll from the stage; again is fine', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(openPoll, { id: 'poll-0001', question: 'Which?', kind: 'single', options: ['a', 'b'] })
  await ada.do(deletePoll, { id: 'poll-0001' })
  await ada.do(deletePoll, { id: 'poll-0001' })
  expect(room.stage.polls.size).toBe(0)
})
