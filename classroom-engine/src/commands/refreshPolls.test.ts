import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { openPoll } from './openPoll.ts'
import { refreshPolls } from './refreshPolls.ts'

test('votes that are in the log and not on the stage are counted', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(openPoll, { id: 'poll-0001', question: 'Which?', kind: 'single', options: ['a', 'b'] })
  const vote = { type: 'vote' as const, poll: 'poll-0001', options: [1], text: null }
  await room.step(() => room.room.append({ kind: 'peer', actor: 'sam', payload: vote }))
  expect(room.stage.polls.get('poll-0001')).toMatchObject({ votes: 0, counts: [0, 0] })
  await refreshPolls(room.room)
  expect(room.stage.polls.get('poll-0001')).toMatchObject({ votes: 1, counts: [0, 1] })
})

test('where nothing is new nothing is written', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(openPoll, { id: 'poll-0001', question: 'Which?', kind: 'single', options: ['a', 'b'] })
  const before = (await room.entries()).length
  await refreshPolls(room.room)
  expect(await room.entries()).toHaveLength(before)
})
