import { describe, expect, test } from 'vitest'
import type { Fault, Figure } from './Fault.ts'
import { percentile } from './percentile.ts'
import { isGood, isKept, table } from './table.ts'

const fault: Fault = {
  id: 1,
  title: 'A fault',
  logs: ['lmdb'],
  seeds: { whole: 1, short: 1 },
  run: async () => ({ figures: [], violations: [] }),
}
const figure: Figure = { name: 'back', unit: 'ms', values: [10, 20, 3000], goal: { of: 'p95', atMost: 2000 } }
const result = (figures: Figure[], violations = [] as { seed: number; text: string }[]) => ({
  fault,
  log: 'lmdb' as const,
  seeds: 3,
  outcome: { figures, violations },
})

describe('percentiles', () => {
  test('are values that were measured', () => {
    const values = Array.from({ length: 100 }, (_, n) => 100 - n)
    expect([50, 95, 100].map((percent) => percentile(values, percent))).toEqual([50, 95, 100])
    expect(percentile([7], 50)).toBe(7)
    expect(percentile([], 50)).toBeNaN()
  })
})

describe('the verdict', () => {
  test('a goal holds for its own percentile', () => {
    expect(isKept(figure)).toBe(false)
    expect(isKept({ ...figure, goal: { of: 'p50', atMost: 20 } })).toBe(true)
    expect(isKept({ ...figure, goal: undefined })).toBe(true)
  })

  test('what was not measured keeps no goal', () => {
    expect(isKept({ ...figure, values: [] })).toBe(false)
  })

  test('one broken rule is too many', () => {
    expect(isGood(result([]))).toBe(true)
    expect(isGood(result([], [{ seed: 1, text: 'lost' }]))).toBe(false)
  })
})

test('the table has one row for the rules and one for each figure', () => {
  expect(table([result([figure])]).split('\n')).toEqual([
    '| fault     | log  | seeds | figure       | p50 | p95  | max  | goal       | verdict |',
    '|-----------|------|-------|--------------|-----|------|------|------------|---------|',
    '| 1 A fault | lmdb | 3     | rules broken |     |      | 0    | 0          | kept    |',
    '| 1 A fault | lmdb | 3     | back, ms     | 20  | 3000 | 3000 | p95 ≤ 2000 | MISSED  |',
  ])
})
