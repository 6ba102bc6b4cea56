import { describe, expect, test } from 'vitest'
import { backAfter, longestGap } from './gaps.ts'

/** 0, 20, 40 … without those between two moments. */
const stream = (to: number, away: [from: number, to: number]) =>
  Array.from({ length: to / 20 }, (_, index) => index * 20).filter((at) => at <= away[0] || at >= away[1])

describe('the longest gap', () => {
  test('is found inside', () => expect(longestGap(stream(3000, [1000, 1800]), 500, 3000)).toBe(800))
  test('counts only what is in the span', () => expect(longestGap(stream(3000, [1000, 1800]), 1500, 3000)).toBe(300))
  test('of nothing is the whole span', () => expect(longestGap([], 100, 600)).toBe(500))
})

describe('coming back', () => {
  test('is the first arrival after a loss', () => expect(backAfter(stream(5000, [500, 2000]), 1000, 5000)).toBe(1000))
  test('is at once where nothing stood still', () => expect(backAfter(stream(5000, [0, 0]), 1000, 5000)).toBe(20))
  test('is not yet where it is lost again', () => {
    const twice = stream(5000, [500, 2000]).filter((at) => at < 3000 || at > 4000)
    expect(backAfter(twice, 1000, 5000)).toBe(3020)
  })
})
