import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { addChapter } from './addChapter.ts'

test('[RE11] [CM4] a chapter is marked in the log, once per id', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const tim = await room.join('tim', 'assistant')
  await ada.do(addChapter, { id: 'chapter-1', title: 'Cells' })
  await ada.do(addChapter, { id: 'chapter-1', title: 'Cells' })
  await expect(tim.do(addChapter, { id: 'chapter-1', title: 'Mine' })).rejects.toMatchObject({ code: 'CONFLICT' })
  await tim.do(addChapter, { id: 'chapter-2', title: 'Mine' })
  const marks = (await room.entries()).flatMap((each) =>
    each.kind === 'mark' && each.payload.type === 'chapter' ? [{ by: each.actor, ...each.payload }] : [],
  )
  expect(marks).toMatchObject([
    { by: 'ada', id: 'chapter-1', title: 'Cells' },
    { by: 'tim', id: 'chapter-2', title: 'Mine' },
  ])
})

test('a class has 200 chapters at most', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  for (let n = 0; n < 200; n += 1) await ada.do(addChapter, { id: `chapter-${n}`, title: 'Cells' })
  await expect(ada.do(addChapter, { id: 'chapter-last', title: 'Cells' })).rejects.toMatchObject({ code: 'TOO_LARGE' })
})
