import { expect, test } from 'vitest'
import { NO_SPEAKER, nextSpeaker } from './nextSpeaker.ts'

test('the first who speaks is shown at once', () => {
  expect(nextSpeaker(NO_SPEAKER, ['ada'], 0).current).toBe('ada')
})

test('silence keeps who spoke last', () => {
  const state = nextSpeaker(NO_SPEAKER, ['ada'], 0)
  expect(nextSpeaker(state, [], 10_000)).toBe(state)
})

test('a cough changes nothing, a sentence does', () => {
  let state = nextSpeaker(NO_SPEAKER, ['ada'], 0)
  state = nextSpeaker(state, ['sam', 'ada'], 100)
  state = nextSpeaker(state, ['ada'], 400)
  state = nextSpeaker(state, ['sam'], 1000)
  expect(nextSpeaker(state, ['sam'], 2000).current).toBe('ada')
  expect(nextSpeaker(state, ['sam'], 2500).current).toBe('sam')
})
