import { expect, test } from 'vitest'
import { isOwnOrigin } from './isOwnOrigin'

test.each([
  [{ origin: 'http://localhost:3000', host: 'localhost:3000' }, true],
  [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
  [{ origin: 'https://192.168.1.9:3000', host: '192.168.1.9:3000' }, true],
  [{ host: 'localhost:3000' }, true],
  [{ origin: 'http://evil.test', host: 'localhost:3000' }, false],
  [{ origin: 'http://localhost:3001', host: 'localhost:3000' }, false],
  [{ origin: 'null', host: 'localhost:3000' }, false],
  [{ 'sec-fetch-site': 'cross-site', host: 'localhost:3000' }, false],
])('%j: %s', (headers, own) => {
  expect(isOwnOrigin(new Headers(headers))).toBe(own)
})
