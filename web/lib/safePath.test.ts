import { expect, test } from 'vitest'
import { safePath } from './safePath'

test.each(['/courses/demo-course', '/class/abc?x=1#y', '/'])('%s is kept', (path) => {
  expect(safePath(path)).toBe(path)
})

test.each([
  undefined,
  '',
  'courses',
  'https://evil.test/',
  '//evil.test',
  '/\\evil.test',
  '/\t/evil.test',
  'javascript:alert(1)',
])('%j leads to the dashboard instead', (path) => {
  expect(safePath(path)).toBe('/dashboard')
})
