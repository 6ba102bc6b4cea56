import { expect, test } from 'vitest'
import { WatchedSlices } from './WatchedSlices.ts'

const at = (t: number, playing = true) => ({ t, playing, rate: 1, waiting: false, ended: false })

test('[RP5] a slice counts once while it plays, and again when it is played again', () => {
  const slices = new WatchedSlices()
  for (const t of [0, 40, 4999, 5000, 9000]) slices.handleClock(at(t))
  slices.handleSeek()
  slices.handleClock(at(5100))
  expect(slices.take()).toEqual([0, 1, 1])
  expect(slices.take()).toEqual([])
})

test('what stands still is not watched', () => {
  const slices = new WatchedSlices()
  slices.handleClock(at(0, false))
  slices.handleClock({ ...at(0), waiting: true })
  expect(slices.take()).toEqual([])
})

test('what could not be told comes first the next time', () => {
  const slices = new WatchedSlices()
  slices.handleClock(at(0))
  const taken = slices.take()
  slices.handleClock(at(5000))
  slices.giveBack(taken)
  expect(slices.take()).toEqual([0, 1])
})
