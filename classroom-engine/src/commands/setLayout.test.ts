import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { setLayout } from './setLayout.ts'

test('is on the stage, with whether all are asked to follow', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(setLayout, { layout: 'speaker', forAll: true })
  expect([room.stage.get('layout'), room.stage.get('layoutForAll')]).toEqual(['speaker', true])
})
