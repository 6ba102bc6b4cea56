import { expect, test } from 'vitest'
import { random } from '../../../scripts/support/random.ts'
import { TrackClock } from './TrackClock.ts'

const START = 1_700_000_000_000

test('samples lie where they would have come in with the least delay', () => {
  const { between } = random(1)
  const clock = new TrackClock(90_000, -START)
  for (let ms = 0; ms < 4000; ms += 40) clock.arrived(5000 + ms * 90, START + ms + between(20, 80))
  clock.settle()
  expect(clock.at(5000 + 2000 * 90)).toBeGreaterThan(2019)
  expect(clock.at(5000 + 2000 * 90)).toBeLessThan(2030)
})

test('a clock that runs faster than ours is followed, a little with each segment', () => {
  const clock = new TrackClock(48_000, -START)
  const ahead = 1.0005
  let worst = 0
  for (let ms = 0; ms < 600_000; ms += 20) {
    const ticks = Math.round(ms * ahead * 48)
    clock.arrived(ticks, START + ms)
    if (ms % 4000 === 3980) {
      clock.settle()
      worst = Math.max(worst, Math.abs(clock.at(ticks) - ms))
    }
  }
  expect(worst).toBeLessThan(15)
})

test('when a sample was captured goes before when it came, as far as it can be true', () => {
  const at = (delayMs: number, saidMs: number) => {
    const clock = new TrackClock(90_000, -START)
    for (let ms = 0; ms < 4000; ms += 40) {
      clock.arrived(ms * 90, START + ms + delayMs)
      // Reports are under way for 3 ms, from a machine that is 70 s behind.
      if (ms % 1000 === 0) clock.reported({ ntpMs: START + ms - 70_000, timestamp: (ms - saidMs) * 90 }, START + ms + 3)
    }
    clock.settle()
    return clock.at(0)
  }
  expect(at(120, 0)).toBeCloseTo(3, 0)
  expect(at(120, 2000)).toBeCloseTo(120, 0)
  expect(at(120, -2000)).toBeCloseTo(120, 0)
})

test('timestamps that leap begin anew; a rest does not', () => {
  const clock = new TrackClock(90_000, 0)
  clock.arrived(1000, START)
  expect(clock.beginsAnew(1000 + 30_000 * 90, START + 30_000)).toBe(false)
  expect(clock.beginsAnew(1000 + 30_000 * 90, START + 40)).toBe(true)
  expect(clock.beginsAnew(1000 - 3000 * 90, START + 40)).toBe(true)
})
