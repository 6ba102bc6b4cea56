import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { ban } from './ban.ts'
import { remove } from './remove.ts'

test('[TK5] puts a person out, with one entry, also one who was removed before', async () => {
  const room = new TestClass()
  const [ada, sam] = [await room.join('ada', 'instructor'), await room.join('sam')]
  await ada.do(remove, { userId: 'sam' })
  await ada.do(ban, { userId: 'sam' })
  await ada.do(ban, { userId: 'sam' })
  expect(sam.told('class:closed')).toMatchObject([{ code: 'REMOVED' }])
  expect(await room.peerEntries('banned')).toEqual([{ actor: 'sam', type: 'banned', by: 'ada' }])
  await expect(room.join('sam')).rejects.toMatchObject({ code: 'REMOVED' })
})

test('reaches a guest who waits', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const gil = await room.join('gil', 'student', { guest: true })
  await ada.do(ban, { userId: 'gil' })
  expect(gil.told('class:closed')).toMatchObject([{ code: 'REMOVED' }])
})

test('[RO2] reaches no instructor, and nobody unknown', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('bob', 'instructor')
  await expect(ada.do(ban, { userId: 'bob' })).rejects.toMatchObject({ code: 'NOT_ALLOWED', field: 'userId' })
  await expect(ada.do(ban, { userId: 'kim' })).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'userId' })
})
