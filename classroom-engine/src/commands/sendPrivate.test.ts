import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { sendPrivate } from './sendPrivate.ts'
import { setLocks } from './setLocks.ts'

const note = { id: 'private-1', to: 'ada', text: 'Hello' }

test('[CM5] reaches all connections of its two people, and nobody else, and no document', async () => {
  const room = new TestClass()
  const ada = [await room.join('ada', 'instructor'), await room.join('ada', 'instructor')]
  const sam = [await room.join('sam'), await room.join('sam')]
  const kim = await room.join('kim')
  const message = await sam[0]!.do(sendPrivate, note)
  expect(message).toMatchObject({ id: 'private-1', n: 1, from: 'sam', to: 'ada', text: 'Hello' })
  for (const each of [...ada, ...sam]) expect(each.told('chat:private')).toEqual([message])
  expect(kim.told('chat:private')).toEqual([])
  expect(room.room.chat(0).getMap('messages').size).toBe(0)
  expect(await room.peerEntries('private')).toEqual([{ actor: 'sam', type: 'private', n: 1, ...note }])
})

test('[CM4] a repeat answers as the first did and tells nobody again', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const sam = await room.join('sam')
  const first = await sam.do(sendPrivate, note)
  expect(await sam.do(sendPrivate, { ...note, text: 'Other' })).toEqual(first)
  expect(ada.told('chat:private')).toHaveLength(1)
  const reply = await ada.do(sendPrivate, { ...note, to: 'sam' })
  expect(reply).toMatchObject({ from: 'ada', n: 2 })
})

test('somebody who is away finds it later', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const sam = await room.join('sam')
  await room.step(() => room.room.leave(ada))
  const message = await sam.do(sendPrivate, note)
  const back = await room.step(() => room.room.join(ada))
  expect(back).toMatchObject({ privateMessages: [message] })
})

test('goes to somebody else, who was in this class', async () => {
  const sam = await new TestClass().join('sam')
  await expect(sam.do(sendPrivate, note)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'to' })
  await expect(sam.do(sendPrivate, { ...note, to: 'sam' })).rejects.toMatchObject({ code: 'BAD_REQUEST', field: 'to' })
})

test('a lock holds for what is under way', async () => {
  const room = new TestClass()
  const [ada, sam] = [await room.join('ada', 'instructor'), await room.join('sam')]
  await ada.do(setLocks, { locks: { privateChat: true } })
  await expect(sam.do(sendPrivate, note)).rejects.toMatchObject({ code: 'LOCKED' })
})
