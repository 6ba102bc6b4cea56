import { expect, test } from 'vitest'
import { activeLayers } from './activeLayers.ts'

test('layers up to the highest that anybody wants', () => {
  expect(activeLayers(3, { wanted: true, spatialLayer: 1 }, false)).toEqual([true, true, false])
})

test('nothing that nobody wants, and nothing while muted', () => {
  expect(activeLayers(3, { wanted: false, spatialLayer: 2 }, false)).toEqual([false, false, false])
  expect(activeLayers(1, { wanted: true, spatialLayer: 0 }, true)).toEqual([false])
})

test('a stream that holds all layers is not cut by encodings', () => {
  expect(activeLayers(1, { wanted: true, spatialLayer: 0 }, false)).toEqual([true])
})
