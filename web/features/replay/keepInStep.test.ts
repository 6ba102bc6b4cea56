import { expect, test } from 'vitest'
import { keepInStep, type Playable } from './keepInStep.ts'

const clock = { t: 10_000, playing: true, rate: 1, waiting: false, ended: false }

function element(fields: Partial<Playable> = {}) {
  const made = {
    currentTime: 10,
    playbackRate: 1,
    paused: false,
    async play() {
      made.paused = false
    },
    pause() {
      made.paused = true
    },
    ...fields,
  }
  return made
}

test('an element in step is left alone', async () => {
  const video = element({ currentTime: 10.01 })
  expect(await keepInStep(video, clock, 10)).toBe(true)
  expect(video).toMatchObject({ currentTime: 10.01, playbackRate: 1, paused: false })
})

test('a little ahead it plays slower, a little behind faster, around the chosen speed', async () => {
  const ahead = element({ currentTime: 10.08 })
  await keepInStep(ahead, clock, 10)
  expect(ahead.playbackRate).toBeCloseTo(0.96)
  const behind = element({ currentTime: 9.8 })
  await keepInStep(behind, { ...clock, rate: 2 }, 10)
  expect(behind.playbackRate).toBeCloseTo(2.12)
  expect(behind.currentTime).toBe(9.8)
})

test('far away it jumps', async () => {
  const far = element({ currentTime: 3 })
  await keepInStep(far, clock, 10)
  expect(far).toMatchObject({ currentTime: 10, playbackRate: 1 })
})

test('when the clock stands or waits, it stands at the very moment', async () => {
  for (const fields of [{ playing: false }, { waiting: true }]) {
    const video = element({ currentTime: 10.1 })
    await keepInStep(video, { ...clock, ...fields }, 10)
    expect(video).toMatchObject({ currentTime: 10, paused: true })
  }
})

test('it begins to play, and says when the browser wants a click first', async () => {
  const video = element({ paused: true })
  expect(await keepInStep(video, clock, 10)).toBe(true)
  expect(video.paused).toBe(false)
  const refused = element({
    paused: true,
    play: () => Promise.reject(Object.assign(new Error('no'), { name: 'NotAllowedError' })),
  })
  expect(await keepInStep(refused, clock, 10)).toBe(false)
})
