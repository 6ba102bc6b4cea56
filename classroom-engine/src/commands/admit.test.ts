import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { admit } from './admit.ts'

test('[CM7] lets a guest in who waits, says so in the log, and tells the guest', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const gil = await room.join('gil', 'student', { guest: true })
  expect(gil.state).toBe('waiting')
  await ada.do(admit, { userId: 'gil' })
  expect(gil.told('lobby:admitted')).toEqual([{}])
  expect(await room.peerEntries('admitted')).toEqual([{ actor: 'gil', type: 'admitted', by: 'ada' }])
  expect(ada.told('lobby:list').at(-1)).toEqual({ waiting: [] })
})

test('again is fine, and is one entry', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('gil', 'student', { guest: true })
  await ada.do(admit, { userId: 'gil' })
  await ada.do(admit, { userId: 'gil' })
  expect(await room.peerEntries('admitted')).toHaveLength(1)
})

test('somebody who does not wait cannot be admitted', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await expect(ada.do(admit, { userId: 'gil' })).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'userId' })
})
