import type { VideoWish } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WishList } from './WishList.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what comes together travels together, and only when it differs', () => {
  const sent: VideoWish[][] = []
  const wishes = new WishList((videos) => sent.push(videos))
  wishes.set('ada', 'camera', { height: 180 })
  wishes.set('sam', 'camera', { height: 180.4, pinned: true })
  wishes.set('ada', 'screen', { height: 900 })
  wishes.set('ada', 'screen', null)
  vi.runAllTimers()
  expect(sent).toEqual([
    [
      { userId: 'ada', source: 'camera', height: 180, pinned: false },
      { userId: 'sam', source: 'camera', height: 180, pinned: true },
    ],
  ])
  wishes.set('ada', 'camera', { height: 180 })
  vi.runAllTimers()
  expect(sent).toHaveLength(1)
  wishes.set('ada', 'camera', null)
  vi.runAllTimers()
  expect(sent[1]?.map(({ userId }) => userId)).toEqual(['sam'])
})
