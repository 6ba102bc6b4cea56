import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { endClass } from './endClass.ts'

test('ends the class for all: on the stage, in the log, on every connection', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const sam = await room.join('sam')
  await ada.do(endClass, {})
  expect(room.stage.get('state')).toBe('ended')
  expect(room.stage.get('endedAt')).toBeGreaterThan(0)
  expect((await room.entries()).filter((each) => each.kind === 'mark').at(-1)).toMatchObject({
    actor: 'ada',
    payload: { type: 'ended' },
  })
  for (const person of [ada, sam]) {
    expect(person.told('class:closed')).toMatchObject([{ code: 'CLASS_ENDED' }])
    expect(person.isOpen).toBe(false)
  }
})

test('nothing more is done in a class that ended', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(endClass, {})
  await expect(ada.do(endClass, {})).rejects.toMatchObject({ code: 'CLASS_ENDED' })
})

test('[RE14] a repeat while it is ending is fine', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  const eva = await room.join('eva', 'instructor')
  const { promise, resolve } = Promise.withResolvers<void>()
  room.room.media!.finishRecording = () => promise
  const ends = Promise.all([ada.do(endClass, {}), eva.do(endClass, {})])
  resolve()
  expect(await ends).toEqual([null, null])
  expect((await room.entries()).filter((each) => each.kind === 'mark')).toHaveLength(2)
})
