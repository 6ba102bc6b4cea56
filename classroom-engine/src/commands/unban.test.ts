import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { ban } from './ban.ts'
import { remove } from './remove.ts'
import { unban } from './unban.ts'

test('lets in again who was banned or removed; again is fine', async () => {
  const room = new TestClass()
  const ada = await room.join('ada', 'instructor')
  await room.join('sam')
  await room.join('kim')
  await ada.do(ban, { userId: 'sam' })
  await ada.do(remove, { userId: 'kim' })
  for (const userId of ['sam', 'sam', 'kim']) await ada.do(unban, { userId })
  expect(await room.peerEntries('unbanned')).toHaveLength(2)
  for (const userId of ['sam', 'kim']) expect((await room.join(userId)).state).toBe('joined')
})
