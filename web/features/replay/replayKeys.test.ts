import { expect, test } from 'vitest'
import { REPLAY_KEYS, replayKeyOf } from './replayKeys.ts'

const press = (key: string, rest = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  ...rest,
})

test('every key does one thing', () => {
  const keys = Object.values(REPLAY_KEYS).flatMap((row) => row.keys)
  expect(new Set(keys).size).toBe(keys.length)
})

test('keys play, leap and change the speed', () => {
  expect(replayKeyOf(press(' '), 'page')).toBe('play')
  expect(replayKeyOf(press('k'), 'control')).toBe('play')
  expect(replayKeyOf(press('j'), 'page')).toBe('back')
  expect(replayKeyOf(press('>'), 'page')).toBe('faster')
})

test('a button keeps the space bar, and whoever types keeps all keys', () => {
  expect(replayKeyOf(press(' '), 'control')).toBeUndefined()
  expect(replayKeyOf(press('k'), 'text')).toBeUndefined()
})

test('keys with a modifier, and those that somebody else took, do nothing', () => {
  for (const rest of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { defaultPrevented: true }])
    expect(replayKeyOf(press('k', rest), 'page')).toBeUndefined()
})
