import { expect, test } from 'vitest'
import { AddressLimit } from './AddressLimit.ts'

test('one address has so many sockets and no more, whatever others have', () => {
  const limit = new AddressLimit(2)
  for (const address of ['10.0.0.1', '10.0.0.1', '10.0.0.2']) limit.opened(address)
  expect(limit.isOver('10.0.0.1')).toBe(false)
  limit.opened('10.0.0.1')
  expect(limit.isOver('10.0.0.1')).toBe(true)
  expect(limit.isOver('10.0.0.2')).toBe(false)
  limit.closed('10.0.0.1')
  expect(limit.isOver('10.0.0.1')).toBe(false)
})

test("0 is no limit, and this machine's own address has none", () => {
  const [none, one] = [new AddressLimit(0), new AddressLimit(1)]
  for (const limit of [none, one]) for (let n = 0; n < 5; n += 1) limit.opened('127.0.0.1')
  none.opened('10.0.0.1')
  none.opened('10.0.0.1')
  expect([none.isOver('10.0.0.1'), one.isOver('127.0.0.1')]).toEqual([false, false])
})
