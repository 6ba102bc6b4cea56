import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { muteAll } from './muteAll.ts'

async function withSpeakers() {
  const room = new TestClass()
  const [ada, tim] = [await room.join('ada', 'instructor'), await room.join('tim', 'assistant')]
  const [sam, kim] = [await room.join('sam'), await room.join('kim')]
  const track = { peerId: 'p', source: 'microphone', paused: false, startedAt: 1 } as const
  await room.step(() =>
    room.room.change('stage', 'server', () => {
      room.stage.media.set('m1', { ...track, userId: 'ada' })
      room.stage.media.set('m2', { ...track, userId: 'sam' })
      room.stage.media.set('m3', { ...track, userId: 'kim', paused: true })
      room.stage.media.set('m4', { ...track, userId: 'kim', source: 'camera' })
    }),
  )
  return { room, ada, tim, sam, kim }
}

test('[RO2] mutes everybody of a lower role and says how many spoke', async () => {
  const { room, ada, tim, sam, kim } = await withSpeakers()
  expect(await tim.do(muteAll, {})).toEqual({ muted: 1 })
  for (const each of [sam, kim]) expect(each.told('people:muted')).toEqual([{ by: 'tim', locked: false }])
  for (const each of [ada, tim]) expect(each.told('people:muted')).toEqual([])
  expect(room.mediaCalls).toEqual(['mute sam', 'mute kim'])
  expect(room.stage.get('locks')).toEqual({})
})

test('[ME6] with a lock no student can unmute, also none who comes later', async () => {
  const { room, ada, tim, sam } = await withSpeakers()
  await ada.do(muteAll, { lock: true })
  expect(sam.told('people:muted')).toEqual([{ by: 'ada', locked: true }])
  expect(tim.told('people:muted')).toEqual([{ by: 'ada', locked: false }])
  expect(room.stage.get('locks')).toEqual({ microphone: true })
  expect(room.mediaCalls).toContain('rights sam')
})
