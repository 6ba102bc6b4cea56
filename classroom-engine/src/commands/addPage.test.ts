import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { addPage } from './addPage.ts'

test('gives the new page, shows it unless told not to, and its document is there', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  expect(await ada.do(addPage, { title: 'Cells' })).toEqual({ page: '2' })
  expect(room.stage.get('page')).toBe('2')
  expect(await ada.do(addPage, { show: false })).toEqual({ page: '3' })
  expect(room.stage.get('page')).toBe('2')
  expect(room.stage.pages.get('2')).toMatchObject({ title: 'Cells' })
  expect(room.room.document('board/3').name).toBe('board/3')
})

test('[CM4] a repeat with the same id gives the same page', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const first = await ada.do(addPage, { id: 'request-1' })
  expect(await ada.do(addPage, { id: 'request-1' })).toEqual(first)
  expect(room.stage.pages.size).toBe(2)
})
