import type { ChunkRef } from '@lectern/recording/timeline'
import { expect, test } from 'vitest'
import { chunkRuns } from './chunkRuns.ts'

const ref = (n: number, offset: number, bytes: number): ChunkRef => ({
  n,
  kind: 'frames',
  fromMs: 0,
  toMs: 0,
  offset,
  bytes,
})
const numbers = (refs: ChunkRef[]) => chunkRuns(refs).map((run) => run.map(({ n }) => n))

test('chunks that stand together are one run, whatever order they were asked for in', () => {
  expect(numbers([ref(3, 300, 50), ref(1, 100, 100), ref(2, 200, 100)])).toEqual([[1, 2, 3]])
})

test('a wide gap, or too much at once, begins another run', () => {
  expect(numbers([ref(1, 0, 100), ref(2, 100_000, 100)])).toEqual([[1], [2]])
  expect(numbers([ref(1, 0, 1_500_000), ref(2, 1_500_000, 1_500_000)])).toEqual([[1], [2]])
})

test('pieces of a timeline that is no one object yet are runs of their own', () => {
  expect(numbers([ref(1, 0, 100), ref(2, 0, 100)])).toEqual([[1], [2]])
})
