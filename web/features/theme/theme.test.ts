import { expect, test } from 'vitest'
import { parseTheme } from './theme'

test.each([
  ['dark', 'dark'],
  ['light', 'light'],
  ['system', 'system'],
  ['class', 'system'],
  [undefined, 'system'],
])('a cookie %s means %s', (cookie, theme) => {
  expect(parseTheme(cookie)).toBe(theme)
})
