import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { raiseHand } from './raiseHand.ts'
import { remove } from './remove.ts'
import { spotlight } from './spotlight.ts'

test('[TK5] closes every connection of the person, keeps them out, and clears the stage of them', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const sam = [await room.join('sam'), await room.join('sam')]
  await sam[0]!.do(raiseHand, { raised: true })
  await ada.do(spotlight, { userId: 'sam' })
  await ada.do(remove, { userId: 'sam' })
  await ada.do(remove, { userId: 'sam' })
  for (const each of sam) expect(each.told('class:closed')).toMatchObject([{ code: 'REMOVED' }])
  expect(await room.peerEntries('removed')).toEqual([{ actor: 'sam', type: 'removed', by: 'ada' }])
  expect([room.stage.hands.size, room.stage.get('spotlight')]).toEqual([0, null])
  expect(room.stage.people.get('sam')).toMatchObject({ presence: 'away' })
  expect(room.mediaCalls).toEqual(['remove sam'])
  await expect(room.join('sam')).rejects.toMatchObject({ code: 'REMOVED' })
})

test('leaves the spotlight on others', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('sam')
  await ada.do(spotlight, { userId: 'ada' })
  await ada.do(remove, { userId: 'sam' })
  expect(room.stage.get('spotlight')).toBe('ada')
})

test('[RO2] acts on people of a lower role only', async () => {
  const room = new TestClass()
  const [tim, ada] = [await room.join('tim', 'assistant'), await room.join('ada', 'instructor')]
  for (const userId of ['ada', 'tim']) {
    await expect(tim.do(remove, { userId })).rejects.toMatchObject({ code: 'NOT_ALLOWED', field: 'userId' })
  }
  expect(ada.isOpen).toBe(true)
})
