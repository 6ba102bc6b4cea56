import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { spotlight } from './spotlight.ts'

test('is on somebody who is here, also oneself or the instructor, or on nobody', async () => {
  const room = new TestClass()
  const tim = await room.join('tim', 'assistant')
  await room.join('ada', 'instructor')
  for (const userId of ['ada', 'tim', null]) {
    await tim.do(spotlight, { userId })
    expect(room.stage.get('spotlight')).toBe(userId)
  }
})

test('is not on somebody who left or never came', async () => {
  const room = new TestClass()
  const [ada, sam] = [await room.join('ada', 'instructor'), await room.join('sam')]
  await room.step(() => room.room.leave(sam))
  for (const userId of ['sam', 'kim']) {
    await expect(ada.do(spotlight, { userId })).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'userId' })
  }
  expect(room.stage.get('spotlight')).toBeNull()
})
