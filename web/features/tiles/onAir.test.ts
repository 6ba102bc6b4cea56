import type { MediaSource, StageMedia } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { camerasOfOthers, micOnAir, screensOnAir } from './onAir.ts'

const media = (userId: string, source: MediaSource, startedAt: number, paused = false): StageMedia => ({
  userId,
  peerId: 'p',
  source,
  paused,
  startedAt,
})

test('a microphone is on, muted, or not there', () => {
  const onAir = new Map([
    ['1', media('sam', 'microphone', 1, true)],
    ['2', media('kim', 'microphone', 1, true)],
    ['3', media('kim', 'microphone', 2)],
  ])
  expect(micOnAir(onAir, 'sam')).toBe('muted')
  expect(micOnAir(onAir, 'kim')).toBe('on')
  expect(micOnAir(onAir, 'ada')).toBeNull()
})

test('the newest screen comes first', () => {
  const onAir = new Map([
    ['1', media('sam', 'screen', 1)],
    ['2', media('ada', 'screen', 5)],
    ['3', media('ada', 'screenAudio', 6)],
    ['4', media('kim', 'camera', 7)],
  ])
  expect(screensOnAir(onAir)).toEqual(['ada', 'sam'])
})

test('pictures of others are there while somebody else shows one, uncovered', () => {
  const mine: [string, StageMedia] = ['1', media('sam', 'camera', 1)]
  expect(
    camerasOfOthers(new Map([mine, ['2', media('kim', 'camera', 1, true)], ['3', media('kim', 'screen', 1)]]), 'sam'),
  ).toBe(false)
  expect(camerasOfOthers(new Map([mine, ['2', media('kim', 'camera', 1)]]), 'sam')).toBe(true)
})
