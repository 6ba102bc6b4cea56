import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { lowerHand } from './lowerHand.ts'
import { raiseHand } from './raiseHand.ts'

test("[RO2] lowers the hand of a person of a lower role, or one's own", async () => {
  const room = new TestClass()
  const [sam, tim] = [await room.join('sam'), await room.join('tim', 'assistant')]
  const ada = await room.join('ada', 'instructor')
  for (const each of [sam, tim, ada]) await each.do(raiseHand, { raised: true })
  await expect(tim.do(lowerHand, { userId: 'ada' })).rejects.toMatchObject({ code: 'NOT_ALLOWED', field: 'userId' })
  await tim.do(lowerHand, { userId: 'sam' })
  await tim.do(lowerHand, { userId: 'sam' })
  await tim.do(lowerHand, { userId: 'tim' })
  expect(room.stage.hands.ids()).toEqual(['ada'])
})

test('somebody who never came is not there', async () => {
  const ada = await new TestClass().join('ada', 'instructor')
  await expect(ada.do(lowerHand, { userId: 'sam' })).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'userId' })
})
