import { expect, test } from 'vitest'
import { trustedAddress } from './trustedAddress'

test('without proxies, what the caller claims is ignored', () => {
  expect(trustedAddress('203.0.113.7', '1.2.3.4', 0)).toBe('203.0.113.7')
})

test('an IPv4 address in IPv6 clothes is undressed', () => {
  expect(trustedAddress('::ffff:203.0.113.7', undefined, 0)).toBe('203.0.113.7')
})

test.each([
  ['1.2.3.4, 203.0.113.7', 1, '203.0.113.7'],
  ['1.2.3.4, 203.0.113.7, 10.0.0.9', 2, '203.0.113.7'],
  ['203.0.113.7', 2, '203.0.113.7'],
])('"%s" behind %i proxies is %s', (header, proxies, address) => {
  expect(trustedAddress('10.0.0.1', header, proxies)).toBe(address)
})

test('a proxy that names nobody leaves its own address', () => {
  expect(trustedAddress('10.0.0.1', undefined, 1)).toBe('10.0.0.1')
})
