import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { setRecording } from './setRecording.ts'

const marksOf = async (room: TestClass) =>
  (await room.entries()).flatMap((each) =>
    each.kind === 'mark' && each.payload.type === 'recording' ? [[each.actor, each.payload, each.t]] : [],
  )

test('[RE1] switches recording on the stage and marks it in the log, at the same log time', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  expect(room.stage.recording).toEqual({ on: false, since: null, policy: 'everyone', problem: null })
  await ada.do(setRecording, { on: true })
  const { since: onAt, ...on } = room.stage.recording
  expect(on).toEqual({ on: true, policy: 'everyone', problem: null })
  await ada.do(setRecording, { on: false })
  const { since: offAt } = room.stage.recording
  expect(await marksOf(room)).toEqual([
    ['ada', { type: 'recording', on: true, policy: 'everyone' }, onAt],
    ['ada', { type: 'recording', on: false, policy: 'everyone' }, offAt],
  ])
})

test('[RE1] a repeat changes nothing', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await ada.do(setRecording, { on: true })
  const before = room.stage.recording
  await ada.do(setRecording, { on: true })
  expect(room.stage.recording).toEqual(before)
  expect(await marksOf(room)).toHaveLength(1)
})

test('[RE1] the choice of the first instructor holds from the first moment', async () => {
  const room = new TestClass()
  await room.join('ada', 'instructor', { recording: { policy: 'speakers', auto: true } })
  expect(room.stage.recording).toMatchObject({ on: true, policy: 'speakers', since: room.stage.get('startedAt') })
  const [first] = await marksOf(room)
  expect(first).toEqual(['ada', { type: 'recording', on: true, policy: 'speakers' }, room.stage.get('startedAt')])
})

test('[RE1] where a student was earlier it holds from when the instructor comes; a later choice and one of a student do not', async () => {
  const room = new TestClass()
  await room.join('sam', 'student', { recording: { policy: 'instructor', auto: true } })
  expect(room.stage.recording).toMatchObject({ on: false, policy: 'everyone' })
  await room.join('ada', 'instructor', { recording: { policy: 'instructor', auto: false } })
  expect(room.stage.recording).toMatchObject({ on: false, policy: 'instructor' })
  await room.join('eva', 'instructor', { recording: { policy: 'everyone', auto: true } })
  expect(room.stage.recording).toMatchObject({ on: false, policy: 'instructor' })
})
