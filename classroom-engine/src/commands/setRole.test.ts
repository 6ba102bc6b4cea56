import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { setRole } from './setRole.ts'

test('makes a student an assistant and back, for good in this room', async () => {
  const room = new TestClass()
  const [ada, sam] = [await room.join('ada', 'instructor'), await room.join('sam')]
  await ada.do(setRole, { userId: 'sam', role: 'assistant' })
  expect(room.room.standing('sam').role).toBe('assistant')
  await ada.do(setRole, { userId: 'sam', role: 'assistant' })
  expect(await room.peerEntries('role')).toEqual([{ actor: 'sam', type: 'role', role: 'assistant', by: 'ada' }])
  await room.step(() => room.room.leave(sam))
  await room.join('sam')
  expect(room.room.standing('sam').role).toBe('assistant')
  await ada.do(setRole, { userId: 'sam', role: 'student' })
  expect(room.room.standing('sam').role).toBe('student')
  expect(room.mediaCalls).toEqual(['rights sam', 'rights sam'])
})

test('an assistant who becomes a student has at least what students have who come in', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('tim', 'assistant', { grants: ['present'] })
  await ada.do(setRole, { userId: 'tim', role: 'student' })
  expect(room.stage.people.get('tim')).toMatchObject({ role: 'student', grants: ['present', 'speak'] })
})

test('[RO2] instructors stay what they are', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('bob', 'instructor')
  for (const userId of ['ada', 'bob']) {
    await expect(ada.do(setRole, { userId, role: 'student' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  }
})
