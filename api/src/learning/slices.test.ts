import { describe, expect, test } from 'vitest'
import { hasSlice, slicesOf, watchedOf, withoutCuts, withSlices } from './slices.ts'

const NONE = new Uint8Array()

test('a set holds the slices put into it, and no others', () => {
  const some = withSlices(NONE, [0, 9])
  const more = withSlices(some, [3, 9])
  expect([0, 1, 3, 8, 9, 10, 500].filter((slice) => hasSlice(more, slice))).toEqual([0, 3, 9])
  expect(hasSlice(some, 3)).toBe(false)
})

describe('what is left outside of cuts', () => {
  test.each([
    [[[0, 100]], [], [[0, 100]]],
    [
      [[0, 100]],
      [[20, 30]],
      [
        [0, 20],
        [30, 100],
      ],
    ],
    [
      [
        [0, 50],
        [60, 100],
      ],
      [[40, 70]],
      [
        [0, 40],
        [70, 100],
      ],
    ],
    [[[10, 20]], [[0, 15]], [[15, 20]]],
    [[[10, 20]], [[0, 30]], []],
  ] as [[number, number][], [number, number][], [number, number][]][])('%j without %j', (spans, cuts, left) => {
    expect(withoutCuts(spans, cuts)).toEqual(left)
  })
})

test('a slice counts once, also where two pieces meet in it', () => {
  expect(
    slicesOf([
      [0, 6000],
      [7000, 12_000],
    ]),
  ).toEqual([0, 1, 2])
})

test('the share is of what can be watched; nine tenths complete it', () => {
  const shown: [number, number][] = [[0, 50_000]]
  expect(watchedOf(NONE, shown)).toEqual({ watchedShare: 0, completed: false })
  expect(watchedOf(withSlices(NONE, [0, 1, 2, 3, 4, 5, 6, 7]), shown)).toEqual({ watchedShare: 0.8, completed: false })
  expect(watchedOf(withSlices(NONE, [0, 1, 2, 3, 4, 5, 6, 7, 8, 77]), shown)).toEqual({
    watchedShare: 0.9,
    completed: true,
  })
  expect(watchedOf(withSlices(NONE, [0]), [])).toEqual({ watchedShare: 0, completed: false })
})
