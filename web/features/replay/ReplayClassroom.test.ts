import { afterEach, expect, test } from 'vitest'
import { Replay } from './Replay.ts'
import { ReplayClassroom } from './ReplayClassroom.ts'
import { ReplayMedia } from './ReplayMedia.ts'
import { TestTimeline } from './TestTimeline.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function classroom() {
  const replay = await Replay.open({
    loader: new TestTimeline(60_000),
    startMs: 12_000,
    everyTick: () => () => undefined,
  })
  const media = new ReplayMedia(replay, () => {
    throw new Error('this timeline has no tracks')
  })
  const made = new ReplayClassroom(replay, media, undefined)
  closing.push(() => {
    made.close()
    media.close()
    replay.close()
  })
  return { replay, classroom: made }
}

test('parts of the class page find the class of the moment in it', async () => {
  const { replay, classroom: shown } = await classroom()
  expect(shown.stage.getSnapshot().class).toMatchObject({ state: 'live', second: 12 })
  expect(shown.logNow()).toBe(1_700_000_012_000)
  expect(shown.notes.doc.getText('text').toString()).toMatch(/^1;2;.*12;$/)
  expect(replay.document('notes')).toBe(shown.notes)
})

test('nothing can be done in it', async () => {
  const { classroom: shown } = await classroom()
  for (const action of ['chat:send', 'board:draw', 'notes:write', 'poll:vote', 'page:set'] as const)
    expect(shown.may(action), action).toBe(false)
  expect(shown.may('people:see')).toBe(true)
  expect(shown.notes.writable).toBe(false)
  expect(() => shown.notes.edit()).toThrow()
  await expect(shown.vote()).rejects.toThrow()
})
