import { expect, test } from 'vitest'
import { LogClock } from './LogClock.ts'

test('the call that was under way for the shortest time counts, for ten minutes', () => {
  const clock = new LogClock()
  clock.told(1_000_000, 500_900)
  expect(clock.aheadMs).toBe(499_100)
  clock.told(1_001_000, 501_002)
  clock.told(1_002_000, 502_400)
  expect(clock.aheadMs).toBe(499_998)
  clock.told(1_700_000, 1_200_003)
  expect(clock.aheadMs).toBe(499_997)
})
