import { expect, test } from 'vitest'
import { requestKind } from './requestKind.ts'

test.each([
  ['/', 'page'],
  ['/courses/demo-course', 'page'],
  ['/class/0d9c', 'page'],
  ['/api/graphql', 'api'],
  ['/_next/static/a.js', 'asset'],
  ['/tldraw/icons/0.svg', 'asset'],
  ['/icon.svg', 'asset'],
  ['/metrics', 'status'],
  ['/v1/debug', 'status'],
])('%s is asked for as %s', (path, kind) => {
  expect(requestKind(path)).toBe(kind)
})
