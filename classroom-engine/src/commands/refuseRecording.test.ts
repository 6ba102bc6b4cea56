import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { refuseRecording } from './refuseRecording.ts'

test('[RE3] a refusal stands beside the person and in the log, once, until it is taken back', async () => {
  const room = new TestClass()
  await room.join('ada', 'instructor')
  const sam = await room.join('sam')
  await sam.do(refuseRecording, { refuse: true })
  await sam.do(refuseRecording, { refuse: true })
  expect(room.stage.people.get('sam')?.refusesRecording).toBe(true)
  expect(room.room.state.refusals).toEqual(new Set(['sam']))
  await sam.do(refuseRecording, { refuse: false })
  expect(room.stage.people.get('sam')?.refusesRecording).toBe(false)
  expect(await room.peerEntries('refusal')).toMatchObject([
    { actor: 'sam', refuses: true },
    { actor: 'sam', refuses: false },
  ])
})

test('[RE3] it holds over a reconnect', async () => {
  const room = new TestClass()
  const sam = await room.join('sam')
  await sam.do(refuseRecording, { refuse: true })
  room.room.disconnectSession(sam)
  await room.join('sam')
  expect(room.stage.people.get('sam')?.refusesRecording).toBe(true)
})
