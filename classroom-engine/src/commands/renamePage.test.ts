import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { renamePage } from './renamePage.ts'

test('gives a page another title', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(renamePage, { page: '1', title: 'Start' })
  expect(room.stage.pages.get('1')).toMatchObject({ title: 'Start' })
  const missing = ada.do(renamePage, { page: '2', title: 'x' })
  await expect(missing).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'page' })
})
