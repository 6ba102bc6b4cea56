import { expect, test } from 'vitest'
import { RecentMap } from './RecentMap.ts'

test('forgets what was not asked for the longest', () => {
  const map = new RecentMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.get('a')
  map.set('c', 3)
  expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual([1, undefined, 3])
})

test('what is set again is not a second one', () => {
  const map = new RecentMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('b', 3)
  expect(map.get('a')).toBe(1)
  map.delete('a')
  expect(map.get('a')).toBeUndefined()
})
