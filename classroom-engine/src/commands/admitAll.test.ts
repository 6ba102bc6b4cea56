import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { admitAll } from './admitAll.ts'

test('[CM7] lets everybody in who waits, and says how many', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const guests = [
    await room.join('gil', 'student', { guest: true }),
    await room.join('gus', 'student', { guest: true }),
  ]
  expect(await ada.do(admitAll, {})).toEqual({ admitted: 2 })
  for (const guest of guests) expect(guest.told('lobby:admitted')).toHaveLength(1)
  expect(await ada.do(admitAll, {})).toEqual({ admitted: 0 })
})
