import { expect, test } from 'vitest'
import { GapMeter } from './GapMeter'

test('the time from the loss to the return is told once', () => {
  let now = 0
  const meter = new GapMeter(() => now)
  const see = (at: number, ...statuses: Parameters<GapMeter['see']>[0][]) => {
    now = at
    for (const status of statuses) meter.see(status)
  }
  see(0, 'connecting')
  see(900, 'connected')
  expect(meter.take()).toBeUndefined()
  see(5_000, 'connected', 'reconnecting')
  see(5_400, 'unavailable', 'reconnecting')
  see(5_912, 'connected', 'connected')
  expect(meter.take()).toBe(912)
  expect(meter.take()).toBeUndefined()
})

test('who leaves and comes back days later was not away for longer than can be told', () => {
  let now = 0
  const meter = new GapMeter(() => now)
  meter.see('connected')
  meter.see('reconnecting')
  now = 1e9
  meter.see('connected')
  expect(meter.take()).toBe(600_000)
})
