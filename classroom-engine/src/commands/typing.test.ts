import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { setLocks } from './setLocks.ts'
import { typing } from './typing.ts'

test('is told to the others, and leaves nothing in the log', async () => {
  const room = new TestClass()
  const [sam, kim] = [await room.join('sam'), await room.join('kim')]
  const before = (await room.entries()).length
  await sam.do(typing, { typing: true })
  await expect.poll(() => kim.told('chat:typing')).toEqual([{ userIds: ['sam'], private: [] }])
  expect(sam.told('chat:typing').flatMap((each) => each.userIds)).toEqual([])
  expect(await room.entries()).toHaveLength(before)
})

test('[CM5] in private is told to that person alone', async () => {
  const room = new TestClass()
  const [sam, kim, ada] = [await room.join('sam'), await room.join('kim'), await room.join('ada', 'instructor')]
  await sam.do(typing, { typing: true, to: 'ada' })
  await expect.poll(() => ada.told('chat:typing')).toEqual([{ userIds: [], private: ['sam'] }])
  expect(kim.told('chat:typing')).toEqual([])
})

test('in private needs somebody there, and private chat not locked', async () => {
  const room = new TestClass()
  const [sam, ada] = [await room.join('sam'), await room.join('ada', 'instructor')]
  await expect(sam.do(typing, { typing: true, to: 'kim' })).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'to' })
  await ada.do(setLocks, { locks: { privateChat: true } })
  await expect(sam.do(typing, { typing: true, to: 'ada' })).rejects.toMatchObject({ code: 'LOCKED' })
})
