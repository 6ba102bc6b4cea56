import { expect, test } from 'vitest'
import { layerForHeight } from './layerForHeight.ts'

test('a tile gets the lowest layer that is not stretched too much', () => {
  expect([90, 180, 225, 226, 360, 450, 451, 720, 2160].map((height) => layerForHeight(height, 3))).toEqual([
    0, 0, 0, 1, 1, 1, 2, 2, 2,
  ])
})

test('with two layers the lower is the one of 360 pixels', () => {
  expect([180, 450, 451].map((height) => layerForHeight(height, 2))).toEqual([0, 0, 1])
})

test('a producer of one layer has nothing to choose', () => {
  expect([90, 2160].map((height) => layerForHeight(height, 1))).toEqual([0, 0])
})
