import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { setGrant } from './setGrant.ts'

test('gives a right to one person and takes it back; media hears of it', async () => {
  const room = new TestClass()
  const [ada, sam] = [await room.join('ada', 'instructor'), await room.join('sam')]
  await ada.do(setGrant, { userId: 'sam', grant: 'draw', on: true })
  await ada.do(setGrant, { userId: 'sam', grant: 'draw', on: true })
  expect(room.room.standing(sam.userId).grants).toEqual(['draw', 'speak'])
  await ada.do(setGrant, { userId: 'sam', grant: 'speak', on: false })
  expect(room.room.standing(sam.userId).grants).toEqual(['draw'])
  expect(room.mediaCalls).toContain('rights sam')
})

test('[RO2] acts on people of a lower role only', async () => {
  const room = new TestClass()
  const tim = await room.join('tim', 'assistant')
  await room.join('tom', 'assistant')
  await room.join('ada', 'instructor')
  for (const userId of ['tim', 'tom', 'ada']) {
    const refused = tim.do(setGrant, { userId, grant: 'draw', on: true })
    await expect(refused).rejects.toMatchObject({ code: 'NOT_ALLOWED', field: 'userId' })
  }
  const nobody = tim.do(setGrant, { userId: 'sam', grant: 'draw', on: true })
  await expect(nobody).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'userId' })
})
