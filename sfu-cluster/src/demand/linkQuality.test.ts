import { expect, test } from 'vitest'
import { GOOD_LINK, LOST_MS, linkQuality, receivedShare, sentShare, settleQuality, worseOf } from './linkQuality.ts'

const stream = (score: number, current?: number, preferred = 2) => ({
  score,
  producerScore: 10,
  layers: { current, preferred },
})

test('thresholds: half of the target is good, 30 % fair', () => {
  expect([1, 0.5, 0.49, 0.3, 0.29, 0].map((share) => linkQuality(share, 0))).toEqual([
    'good',
    'good',
    'fair',
    'fair',
    'poor',
    'poor',
  ])
})

test('a link that is down is not good, and lost after a while', () => {
  expect(linkQuality(1, 1)).toBe('fair')
  expect(linkQuality(1, LOST_MS + 1)).toBe('lost')
})

test('a lower layer than the tile asks for is less than the target', () => {
  expect(receivedShare([stream(10, 2)])).toBe(1)
  expect(linkQuality(receivedShare([stream(10, 1)]), 0)).toBe('fair')
  expect(linkQuality(receivedShare([stream(10, 0)]), 0)).toBe('poor')
  expect(receivedShare([stream(10)])).toBe(0)
})

test('a picture that is larger than its tile is not more than the target', () => {
  expect(receivedShare([stream(10, 2, 0)])).toBe(1)
})

test('what the sender does not send says nothing of the viewer', () => {
  expect(receivedShare([{ score: 0, producerScore: 0, layers: null }])).toBe(1)
})

test('loss lowers the share', () => {
  expect(receivedShare([{ score: 4, producerScore: 10, layers: null }])).toBe(0.4)
  expect(sentShare([10, 2])).toBeCloseTo(0.6)
  expect(sentShare([])).toBe(1)
})

test('worseOf', () => {
  expect(worseOf('good', 'poor')).toBe('poor')
  expect(worseOf('lost', 'fair')).toBe('lost')
})

test('a change is told when it lasts, a lost link at once', () => {
  const once = settleQuality(GOOD_LINK, 'poor')
  expect(once.told).toBe('good')
  expect(settleQuality(once, 'good').told).toBe('good')
  expect(settleQuality(once, 'poor').told).toBe('poor')
  expect(settleQuality(GOOD_LINK, 'lost').told).toBe('lost')
})
