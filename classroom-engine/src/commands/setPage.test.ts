import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { addPage } from './addPage.ts'
import { setPage } from './setPage.ts'

test('shows a page that is there', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(addPage, {})
  await ada.do(setPage, { page: '1' })
  expect(room.stage.get('page')).toBe('1')
  await expect(ada.do(setPage, { page: '3' })).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'page' })
})
