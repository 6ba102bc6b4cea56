import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { sendChat } from './sendChat.ts'
import { typing } from './typing.ts'
import { typingOf } from './typingOf.ts'

test('puts the message into the chat document, with its author as the class knows them', async () => {
  const room = new TestClass()
  const sam = await room.join('sam')
  const sent = await sam.do(sendChat, { id: 'message-1', text: ' Hello \u202Eall ' })
  expect(sent).toMatchObject({
    document: 'chat/0',
    message: { n: 1, by: 'sam', name: 'Name of sam', role: 'student', text: 'Hello all', replyTo: null },
  })
  expect(room.room.chat(0).getMap('messages').get('message-1')).toEqual(sent.message)
})

test('[CM4] a repeat answers as the first did and adds nothing', async () => {
  const room = new TestClass()
  const sam = await room.join('sam')
  const first = await sam.do(sendChat, { id: 'message-1', text: 'Hello' })
  expect(await sam.do(sendChat, { id: 'message-1', text: 'Hello' })).toEqual(first)
  expect(room.room.chat(0).getMap('messages').size).toBe(1)
})

test('the 501st message opens the next document, which the stage tells', async () => {
  const room = new TestClass()
  const sam = await room.join('sam')
  const all = Array.from({ length: 501 }, (_, n) => sam.do(sendChat, { id: `message-${n}`, text: 'Hello' }))
  expect((await Promise.all(all)).at(-1)).toMatchObject({ document: 'chat/1', message: { n: 501 } })
  expect(room.stage.get('chatDocuments')).toBe(2)
  expect(room.room.chat(1).getMap('messages').size).toBe(1)
})

test('who sent types no more', async () => {
  const room = new TestClass()
  const [sam, kim] = [await room.join('sam'), await room.join('kim')]
  await sam.do(typing, { typing: true })
  await expect.poll(() => kim.told('chat:typing')).toEqual([{ userIds: ['sam'], private: [] }])
  await sam.do(sendChat, { id: 'message-1', text: 'Hello' })
  await expect.poll(() => typingOf(room.room).view('kim').userIds).toEqual([])
})
