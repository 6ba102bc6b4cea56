import { expect, test } from 'vitest'
import { type KeyPress, SHORTCUTS, type Shortcut, shortcutOf } from './shortcuts.ts'

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  defaultPrevented: false,
  ...rest,
})

test('a key works in small and in capital letters', () => {
  expect(shortcutOf(press('m'), 'page')).toBe('microphone')
  expect(shortcutOf(press('M'), 'page')).toBe('microphone')
  expect(shortcutOf(press('?'), 'page')).toBe('help')
})

test('every key is used once', () => {
  const keys = Object.values(SHORTCUTS).map((row) => row.key)
  expect(new Set(keys).size).toBe(keys.length)
})

test('nothing happens while one types', () => {
  for (const shortcut of Object.keys(SHORTCUTS) as Shortcut[])
    expect(shortcutOf(press(SHORTCUTS[shortcut].key), 'text')).toBeUndefined()
})

test('on the board the keys of its tools stay with the board', () => {
  expect(shortcutOf(press('v'), 'board')).toBeUndefined()
  expect(shortcutOf(press('m'), 'board')).toBe('microphone')
})

test('keys with a modifier, held keys and keys that somebody else took do nothing', () => {
  for (const rest of [
    { ctrlKey: true },
    { metaKey: true },
    { altKey: true },
    { repeat: true },
    { defaultPrevented: true },
  ])
    expect(shortcutOf(press('c', rest), 'page')).toBeUndefined()
})

test('keys without a meaning do nothing', () => {
  expect(shortcutOf(press('x'), 'page')).toBeUndefined()
})
