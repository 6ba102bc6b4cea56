import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { mute } from './mute.ts'
import { setLocks } from './setLocks.ts'
import { unlockMicrophone } from './unlockMicrophone.ts'

test('[ME6] lets a person unmute again; again is fine', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('sam')
  await ada.do(mute, { userId: 'sam', lock: true })
  await ada.do(unlockMicrophone, { userId: 'sam' })
  await ada.do(unlockMicrophone, { userId: 'sam' })
  expect(room.stage.people.get('sam')).toMatchObject({ microphoneLocked: false })
})

test('says so where the lock of the whole class stands in the way', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('sam')
  await ada.do(setLocks, { locks: { microphone: true } })
  await expect(ada.do(unlockMicrophone, { userId: 'sam' })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('[RO2] acts on people of a lower role only', async () => {
  const room = new TestClass()
  const tim = await room.join('tim', 'assistant')
  await room.join('ada', 'instructor')
  await expect(tim.do(unlockMicrophone, { userId: 'ada' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})
