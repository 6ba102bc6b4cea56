import { expect, test } from 'vitest'
import { keepPlaces } from './keepPlaces.ts'

const none = new Map<string, number>()
const base = { urgent: [], lastActive: none }

test('who joins takes the first free place and moves nobody', () => {
  const shown = keepPlaces({ ...base, previous: ['ada', 'sam'], present: ['ada', 'new', 'sam'], places: 4 })
  expect(shown).toEqual(['ada', 'sam', 'new'])
})

test('who does not fit is not shown', () => {
  expect(keepPlaces({ ...base, previous: ['a', 'b'], present: ['a', 'b', 'c'], places: 2 })).toEqual(['a', 'b'])
})

test('who leaves makes room for the next', () => {
  expect(keepPlaces({ ...base, previous: ['a', 'b', 'c'], present: ['a', 'c', 'd'], places: 3 })).toEqual([
    'a',
    'c',
    'd',
  ])
})

test('a speaker out of sight takes the place of whoever spoke longest ago', () => {
  const lastActive = new Map([
    ['a', 50],
    ['b', 10],
    ['c', 40],
  ])
  const shown = keepPlaces({
    previous: ['a', 'b', 'c'],
    present: ['a', 'b', 'c', 'd'],
    places: 3,
    urgent: ['d'],
    lastActive,
  })
  expect(shown).toEqual(['a', 'd', 'c'])
})

test('of those who never spoke, the last place is given away', () => {
  const shown = keepPlaces({ ...base, previous: ['a', 'b'], present: ['a', 'b', 'c'], places: 2, urgent: ['c'] })
  expect(shown).toEqual(['a', 'c'])
})

test('the urgent never push out each other', () => {
  const shown = keepPlaces({
    ...base,
    previous: ['a', 'b'],
    present: ['a', 'b', 'c'],
    places: 2,
    urgent: ['b', 'a', 'c'],
  })
  expect(shown).toEqual(['a', 'b'])
})

test('with fewer places the least important leave', () => {
  const shown = keepPlaces({
    previous: ['a', 'b', 'c'],
    present: ['a', 'b', 'c'],
    places: 2,
    urgent: ['c'],
    lastActive: new Map([['b', 5]]),
  })
  expect(shown).toEqual(['b', 'c'])
})
