import { expect, test } from 'vitest'
import { parseClassTheme } from './classTheme.ts'

test('the class is dark unless light was asked for', () => {
  expect(parseClassTheme(null)).toBe('class')
  expect(parseClassTheme('purple')).toBe('class')
  expect(parseClassTheme('light')).toBe('light')
})
