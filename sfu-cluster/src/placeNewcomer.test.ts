import { expect, test } from 'vitest'
import { placeNewcomer } from './placeNewcomer.ts'

const workers = [
  { index: 0, load: 90 },
  { index: 1, load: 10 },
  { index: 2, load: 40 },
]

test('the first router of a room is on the least loaded worker', () => {
  expect(placeNewcomer([], workers, 5, 100)).toBe(1)
})

test('the fullest router that still has room is filled', () => {
  const routers = [
    { worker: 0, load: 90 },
    { worker: 1, load: 96 },
    { worker: 2, load: 20 },
  ]
  expect(placeNewcomer(routers, workers, 5, 100)).toBe(0)
})

test('once all are full, the least loaded worker without a router of the room opens one', () => {
  expect(placeNewcomer([{ worker: 1, load: 98 }], workers, 5, 100)).toBe(2)
})

test('with a full router on each worker the least loaded takes more', () => {
  const routers = workers.map(({ index, load }) => ({ worker: index, load: load + 200 }))
  expect(placeNewcomer(routers, workers, 5, 100)).toBe(1)
})

test('without workers there is no place', () => {
  expect(placeNewcomer([], [], 5, 100)).toBeUndefined()
})
