import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { mute } from './mute.ts'
import { setLocks } from './setLocks.ts'

test('[ME6] mutes, and the person can unmute', async () => {
  const room = new TestClass()
  const [ada, sam] = [await room.join('ada', 'instructor'), await room.join('sam')]
  await ada.do(mute, { userId: 'sam' })
  expect(sam.told('people:muted')).toEqual([{ by: 'ada', locked: false }])
  expect(room.mediaCalls).toEqual(['mute sam'])
  expect(room.stage.people.get('sam')).toMatchObject({ microphoneLocked: false })
})

test('[ME6] with a lock the person cannot unmute; muting again does not open the lock', async () => {
  const room = new TestClass()
  const [ada, sam] = [await room.join('ada', 'instructor'), await room.join('sam')]
  await ada.do(mute, { userId: 'sam', lock: true })
  await ada.do(mute, { userId: 'sam' })
  expect(sam.told('people:muted')).toEqual([
    { by: 'ada', locked: true },
    { by: 'ada', locked: true },
  ])
  expect(room.stage.people.get('sam')).toMatchObject({ microphoneLocked: true })
})

test('the lock of the class is told too', async () => {
  const room = new TestClass()
  const [ada, sam] = [await room.join('ada', 'instructor'), await room.join('sam')]
  await ada.do(setLocks, { locks: { microphone: true } })
  await ada.do(mute, { userId: 'sam' })
  expect(sam.told('people:muted')).toEqual([{ by: 'ada', locked: true }])
})

test('[RO2] acts on people of a lower role only', async () => {
  const room = new TestClass()
  const [tim, ada] = [await room.join('tim', 'assistant'), await room.join('ada', 'instructor')]
  await expect(tim.do(mute, { userId: 'ada' })).rejects.toMatchObject({ code: 'NOT_ALLOWED', field: 'userId' })
  expect([ada.told('people:muted'), room.mediaCalls]).toEqual([[], []])
})
