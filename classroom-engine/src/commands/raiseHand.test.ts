import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { raiseHand } from './raiseHand.ts'

test('answers with the place in the row, which a repeat keeps', async () => {
  const room = new TestClass()
  const [sam, kim] = [await room.join('sam'), await room.join('kim')]
  expect(await sam.do(raiseHand, { raised: true })).toEqual({ position: 1 })
  expect(await kim.do(raiseHand, { raised: true })).toEqual({ position: 2 })
  expect(await sam.do(raiseHand, { raised: true })).toEqual({ position: 1 })
  expect(await sam.do(raiseHand, { raised: false })).toEqual({ position: 0 })
  expect(room.stage.hands.ids()).toEqual(['kim'])
})
