import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { setTimer } from './setTimer.ts'

test('runs, pauses with what is left, and stops, by the clock of the log', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(setTimer, { do: 'start', durationMs: 60_000 })
  const { t } = (await room.entries()).at(-1)!
  expect(room.stage.get('timer')).toEqual({ durationMs: 60_000, endsAt: t + 60_000, leftMs: 60_000 })
  await ada.do(setTimer, { do: 'pause' })
  expect(room.stage.get('timer')).toMatchObject({ endsAt: null })
  await ada.do(setTimer, { do: 'stop' })
  expect(room.stage.get('timer')).toBeNull()
  await expect(ada.do(setTimer, { do: 'resume' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
