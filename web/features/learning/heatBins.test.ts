import { expect, test } from 'vitest'
import { heatBins } from './heatBins'

const slice = (fromSecond: number, unique: number, views = unique) => ({ fromSecond, unique, views })

test('a short class has a bin for each slice, watched or not', () => {
  expect(heatBins([slice(0, 2, 3), slice(10, 1)], 12, 100)).toEqual([
    { fromSecond: 0, toSecond: 5, unique: 2, views: 3 },
    { fromSecond: 5, toSecond: 10, unique: 0, views: 0 },
    { fromSecond: 10, toSecond: 12, unique: 1, views: 1 },
  ])
})

test('a long one has no more bins than there is room for, each as hot as its hottest slice', () => {
  const bins = heatBins([slice(0, 1), slice(95, 7, 30), slice(40, 3), slice(10_795, 5)], 10_800, 100)
  expect(bins.length).toBeLessThanOrEqual(100)
  expect(bins[0]).toMatchObject({ fromSecond: 0, toSecond: 110, unique: 7, views: 30 })
  expect(bins.at(-1)).toMatchObject({ toSecond: 10_800, unique: 5 })
})

test('nothing makes nothing; what lies behind the end is left out', () => {
  expect(heatBins([slice(0, 1)], 0, 100)).toEqual([])
  expect(heatBins([slice(500, 1)], 5, 100)).toEqual([{ fromSecond: 0, toSecond: 5, unique: 0, views: 0 }])
})
