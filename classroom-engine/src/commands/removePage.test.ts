import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { addPage } from './addPage.ts'
import { removePage } from './removePage.ts'

test('[DO1] takes the page and its document away; again is fine; one page stays', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(addPage, {})
  await ada.do(removePage, { page: '2' })
  await ada.do(removePage, { page: '2' })
  expect(room.stage.pages.ids()).toEqual(['1'])
  expect(() => room.room.document('board/2')).toThrow(expect.objectContaining({ code: 'DOCUMENT_NOT_FOUND' }))
  await expect(ada.do(removePage, { page: '1' })).rejects.toMatchObject({ code: 'CONFLICT', field: 'page' })
})
