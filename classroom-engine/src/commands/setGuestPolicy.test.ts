import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { setGuestPolicy } from './setGuestPolicy.ts'

test('open lets in who waits and who comes', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const gil = await room.join('gil', 'student', { guest: true })
  await ada.do(setGuestPolicy, { policy: 'open' })
  expect(room.stage.get('guestPolicy')).toBe('open')
  expect(gil.told('lobby:admitted')).toHaveLength(1)
  expect((await room.join('gus', 'student', { guest: true })).state).toBe('joined')
})

test('deny sends away who waits and who comes', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const gil = await room.join('gil', 'student', { guest: true })
  await ada.do(setGuestPolicy, { policy: 'deny' })
  expect(gil.told('class:closed')).toMatchObject([{ code: 'GUESTS_NOT_ADMITTED' }])
  await expect(room.join('gus', 'student', { guest: true })).rejects.toMatchObject({ code: 'GUESTS_NOT_ADMITTED' })
})

test('ask leaves who waits waiting', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const gil = await room.join('gil', 'student', { guest: true })
  await ada.do(setGuestPolicy, { policy: 'ask' })
  expect(gil.state).toBe('waiting')
})
