import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { reactToChat } from './reactToChat.ts'
import { sendChat } from './sendChat.ts'

test('goes on and off the message', async () => {
  const room = new TestClass()
  const [sam, kim] = [await room.join('sam'), await room.join('kim')]
  await sam.do(sendChat, { id: 'message-1', text: 'Hello' })
  const reactions = () => (room.room.chat(0).getMap('messages').get('message-1') as { reactions: object }).reactions
  await kim.do(reactToChat, { id: 'message-1', kind: 'heart', on: true })
  await kim.do(reactToChat, { id: 'message-1', kind: 'heart', on: true })
  expect(reactions()).toEqual({ heart: ['kim'] })
  await kim.do(reactToChat, { id: 'message-1', kind: 'heart', on: false })
  expect(reactions()).toEqual({})
})
