import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { setGrantForAll } from './setGrantForAll.ts'

test('[RO3] reaches students who are here, who are away and who come later, and nobody else', async () => {
  const room = new TestClass()
  const [ada, sam, kim] = [await room.join('ada', 'instructor'), await room.join('sam'), await room.join('kim')]
  await room.join('tim', 'assistant')
  await room.step(() => room.room.leave(kim))
  await ada.do(setGrantForAll, { grant: 'draw', on: true })
  await room.join('lea')
  const grants = (userId: string) => room.stage.people.get(userId)?.grants
  for (const userId of ['sam', 'kim', 'lea']) expect(grants(userId), userId).toEqual(['draw', 'speak'])
  expect([grants('tim'), grants('ada')]).toEqual([[], []])
  await ada.do(setGrantForAll, { grant: 'speak', on: false })
  expect([grants(sam.userId), room.stage.get('defaultGrants')]).toEqual([['draw'], ['draw']])
  expect(room.mediaCalls).toEqual(['rights sam', 'rights kim', 'rights sam', 'rights kim', 'rights lea'])
})
