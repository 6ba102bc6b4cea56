import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { lowerAllHands } from './lowerAllHands.ts'
import { raiseHand } from './raiseHand.ts'

test('[RO2] lowers every hand that the caller could lower one by one', async () => {
  const room = new TestClass()
  const [sam, kim] = [await room.join('sam'), await room.join('kim')]
  const [tim, ada] = [await room.join('tim', 'assistant'), await room.join('ada', 'instructor')]
  for (const each of [sam, kim, tim, ada]) await each.do(raiseHand, { raised: true })
  await tim.do(lowerAllHands, {})
  expect(room.stage.hands.ids()).toEqual(['ada'])
  await ada.do(lowerAllHands, {})
  expect(room.stage.hands.ids()).toEqual([])
})
