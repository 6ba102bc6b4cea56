import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { deleteChat } from './deleteChat.ts'
import { sendChat } from './sendChat.ts'

async function withMessages() {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const tim = await room.join('tim', 'assistant')
  const sam = await room.join('sam')
  await ada.do(sendChat, { id: 'of-instructor', text: 'one' })
  await tim.do(sendChat, { id: 'of-assistant', text: 'two' })
  await sam.do(sendChat, { id: 'of-student', text: 'three' })
  const deleted = (id: string) => (room.room.chat(0).getMap('messages').get(id) as { deleted: string }).deleted
  return { ada, tim, sam, deleted }
}

test("one deletes one's own message", async () => {
  const { sam, deleted } = await withMessages()
  await sam.do(deleteChat, { id: 'of-student' })
  expect(deleted('of-student')).toBe('author')
})

test("a student deletes nobody else's", async () => {
  const { sam, deleted } = await withMessages()
  const refused = expect.objectContaining({ code: 'NOT_ALLOWED', field: 'id' })
  await expect(sam.do(deleteChat, { id: 'of-assistant' })).rejects.toEqual(refused)
  expect(deleted('of-assistant')).toBe('no')
})

test('[RO2] staff delete messages of people of a lower role', async () => {
  const { ada, tim, deleted } = await withMessages()
  await tim.do(deleteChat, { id: 'of-student' })
  await ada.do(deleteChat, { id: 'of-assistant' })
  expect([deleted('of-student'), deleted('of-assistant')]).toEqual(['staff', 'staff'])
  await expect(tim.do(deleteChat, { id: 'of-instructor' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(deleted('of-instructor')).toBe('no')
})
