import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { editChat } from './editChat.ts'
import { sendChat } from './sendChat.ts'

test("changes the text of one's own message, and of no other", async () => {
  const room = new TestClass()
  const [sam, ada] = [await room.join('sam'), await room.join('ada', 'instructor')]
  await sam.do(sendChat, { id: 'message-1', text: 'Helo' })
  await sam.do(editChat, { id: 'message-1', text: 'Hello' })
  const message = room.room.chat(0).getMap('messages').get('message-1')
  expect(message).toMatchObject({ text: 'Hello', editedAt: expect.any(Number) })
  await expect(ada.do(editChat, { id: 'message-1', text: 'Mine' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(room.room.chat(0).getMap('messages').get('message-1')).toEqual(message)
})

test('a message that is not there cannot be edited', async () => {
  const sam = await new TestClass().join('sam')
  const edit = sam.do(editChat, { id: 'message-1', text: 'Hello' })
  await expect(edit).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'id' })
})
