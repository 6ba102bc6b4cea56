import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { deny } from './deny.ts'

test('[CM7] sends a guest away who waits, for good, once', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const gil = await room.join('gil', 'student', { guest: true })
  await ada.do(deny, { userId: 'gil' })
  await ada.do(deny, { userId: 'gil' })
  expect(gil.told('class:closed')).toMatchObject([{ code: 'GUESTS_NOT_ADMITTED' }])
  expect(await room.peerEntries('denied')).toEqual([{ actor: 'gil', type: 'denied', by: 'ada' }])
  await expect(room.join('gil', 'student', { guest: true })).rejects.toMatchObject({ code: 'GUESTS_NOT_ADMITTED' })
})

test('somebody who is in class cannot be denied', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('sam')
  await expect(ada.do(deny, { userId: 'sam' })).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'userId' })
})
