import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { closePoll } from './closePoll.ts'
import { openPoll } from './openPoll.ts'
import { vote } from './vote.ts'

const poll = { id: 'poll-0001', question: 'Which?', kind: 'single' as const, options: ['a', 'b'] }
const voteNow = vote('a secret of the engine')

async function withPoll(fields: object = {}) {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const [sam, kim] = [await room.join('sam'), await room.join('kim')]
  await ada.do(openPoll, { ...poll, ...fields })
  return { room, ada, sam, kim, row: () => room.stage.polls.get('poll-0001') }
}

test('the first vote shows at once; a person has one vote, which can be changed', async () => {
  const { room, sam, row } = await withPoll()
  await sam.do(voteNow, { id: 'poll-0001', options: [0] })
  expect(row()).toMatchObject({ votes: 1, counts: [1, 0], choices: { sam: [0] } })
  await sam.do(voteNow, { id: 'poll-0001', options: [1] })
  await expect.poll(row).toMatchObject({ votes: 1, counts: [0, 1], choices: { sam: [1] } })
  await sam.do(voteNow, { id: 'poll-0001', options: [1] })
  expect(await room.peerEntries('vote')).toEqual([
    { actor: 'sam', type: 'vote', poll: 'poll-0001', options: [0], text: null },
    { actor: 'sam', type: 'vote', poll: 'poll-0001', options: [1], text: null },
  ])
})

test('a rush of votes shows together', async () => {
  const { room, ada, sam, kim, row } = await withPoll()
  let writes = 0
  room.room.stage.getMap('polls').observe(() => {
    writes += 1
  })
  await Promise.all([ada, sam, kim].map((each) => each.do(voteNow, { id: 'poll-0001', options: [0] })))
  await expect.poll(row).toMatchObject({ votes: 3, counts: [3, 0] })
  expect(writes).toBe(2)
})

test('[CM8] an anonymous vote names nobody in the stage or in the log, and is still one per person', async () => {
  const { room, ada, sam, kim, row } = await withPoll({ anonymous: true })
  const before = (await room.entries()).length
  await sam.do(voteNow, { id: 'poll-0001', options: [0] })
  await sam.do(voteNow, { id: 'poll-0001', options: [1] })
  await kim.do(voteNow, { id: 'poll-0001', options: [1] })
  const after = (await room.entries()).slice(before)
  expect(after.map((each) => each.actor).filter((actor) => !/^(server|anonymous:.{43})$/.test(actor))).toEqual([])
  await ada.do(closePoll, { id: 'poll-0001' })
  expect(row()).toMatchObject({ votes: 2, counts: [0, 2], choices: null })
  expect(JSON.stringify(row())).not.toContain('sam')
})

test('typed answers', async () => {
  const { sam, row } = await withPoll({ kind: 'text', options: [] })
  await expect(sam.do(voteNow, { id: 'poll-0001' })).rejects.toMatchObject({ code: 'BAD_REQUEST', field: 'text' })
  await sam.do(voteNow, { id: 'poll-0001', text: 'because' })
  expect(row()).toMatchObject({ votes: 1, answers: [{ text: 'because', by: 'sam' }] })
})

test('choices have to fit the poll', async () => {
  const { sam } = await withPoll()
  const wrong = { code: 'BAD_REQUEST', field: 'options' }
  for (const options of [[], [0, 1], [2]]) {
    await expect(sam.do(voteNow, { id: 'poll-0001', options })).rejects.toMatchObject(wrong)
  }
})

test('several choices where the poll allows them, each once', async () => {
  const { sam, row } = await withPoll({ kind: 'multiple' })
  await sam.do(voteNow, { id: 'poll-0001', options: [1, 0, 1] })
  expect(row()).toMatchObject({ counts: [1, 1], choices: { sam: [0, 1] } })
})

test('ends with the poll', async () => {
  const { ada, sam } = await withPoll()
  await ada.do(closePoll, { id: 'poll-0001' })
  const late = sam.do(voteNow, { id: 'poll-0001', options: [0] })
  await expect(late).rejects.toMatchObject({ code: 'CONFLICT', field: 'id' })
  const nowhere = sam.do(voteNow, { id: 'poll-0002', options: [0] })
  await expect(nowhere).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'id' })
})
