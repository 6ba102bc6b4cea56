import { expect, test } from 'vitest'
import { sameRows } from './sameRows.ts'

const row = { name: 'Sam' }

test.each([
  ['equal numbers', 1, 1, true],
  ['lists of the same rows', [row, 2], [row, 2], true],
  ['lists of equal but other rows', [row], [{ ...row }], false],
  ['lists of different lengths', [row], [row, row], false],
  ['maps of the same rows', new Map([['a', row]]), new Map([['a', row]]), true],
  ['maps with other keys', new Map([['a', row]]), new Map([['b', row]]), false],
  ['objects of the same fields', { row }, { row }, true],
  ['objects with one field more', { row }, { row, more: 1 }, false],
  ['a list and an object', [], {}, false],
  ['nothing and something', undefined, null, false],
])('%s', (_what, a, b, same) => {
  expect(sameRows(a, b)).toBe(same)
  expect(sameRows(b, a)).toBe(same)
})
