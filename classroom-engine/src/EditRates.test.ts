import { expect, test } from 'vitest'
import { EditRates } from './EditRates.ts'

test('a steady stream is told as what it is, and fades when it ends', () => {
  const rates = new EditRates()
  for (let now = 0; now < 60_000; now += 100) rates.note('a', 2, now)
  expect(rates.of('a', 60_000)).toBeGreaterThan(19)
  expect(rates.of('a', 60_000)).toBeLessThan(21)
  expect(rates.of('a', 70_000)).toBeLessThan(8)
  expect(rates.of('a', 200_000)).toBe(0)
})

test('rooms do not count for each other, and one that is forgotten has none', () => {
  const rates = new EditRates()
  rates.note('a', 100, 0)
  expect(rates.of('b', 0)).toBe(0)
  rates.forget('a')
  expect(rates.of('a', 0)).toBe(0)
})
