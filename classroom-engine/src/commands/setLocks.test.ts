import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { setLocks } from './setLocks.ts'

test('[RO1] locks what is named for students, leaves the others, and media hears of it', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('sam')
  await ada.do(setLocks, { locks: { chat: true, camera: true } })
  await ada.do(setLocks, { locks: { chat: false, hands: true } })
  expect(room.stage.get('locks')).toEqual({ camera: true, hands: true })
  expect(room.mediaCalls).toEqual(['rights sam', 'rights sam'])
})

test('what is so already is no change', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('sam')
  const before = (await room.entries()).length
  await ada.do(setLocks, { locks: { chat: false } })
  expect(await room.entries()).toHaveLength(before)
  expect(room.mediaCalls).toEqual([])
})
