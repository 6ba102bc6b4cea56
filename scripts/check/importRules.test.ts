import { describe, expect, test } from 'vitest'
import { forbiddenImports, type Import, importCycles } from './importRules.ts'

const one = (from: string, written: string, to?: string): Import => ({ from, written, to })

describe('forbidden', () => {
  test.each([
    [
      'api/src/a.ts',
      '@lectern/classroom-engine',
      'classroom-engine/src/index.ts',
      'api may not import classroom-engine',
    ],
    ['web/app/page.tsx', '../../api/src/a.ts', 'api/src/a.ts', 'web may not import api'],
    ['classroom-engine/src/a.ts', '@lectern/prisma', 'prisma/src/index.ts', 'classroom-engine may not import prisma'],
    ['protocol/src/a.ts', 'yjs', undefined, 'protocol imports only zod and lib0'],
    ['protocol/src/a.ts', 'node:fs', undefined, 'protocol imports only zod and lib0'],
    ['api/src/a.ts', '@prisma/client', undefined, 'only prisma/ talks to the database'],
    ['api/src/a.ts', '../../prisma/src/generated/client.ts', 'prisma/src/generated/client.ts', 'the generated client'],
    ['classroom-engine/src/room/Room.ts', 'lmdb', undefined, 'only createEngine.ts names implementations'],
    ['classroom-engine/src/room/Room.ts', '../edge/uws.ts', 'classroom-engine/src/edge/uws.ts', 'only the edge knows'],
  ])('%s imports %s', (from, written, to, reason) => {
    expect(forbiddenImports([one(from, written, to)])).toEqual([expect.stringContaining(reason)])
  })
})

test.each([
  ['api/src/a.ts', '@lectern/prisma', 'prisma/src/index.ts'],
  ['protocol/src/a.ts', 'zod', undefined],
  ['protocol/src/a.test.ts', 'yjs', undefined],
  ['web/e2e/class.test.ts', '../../scripts/testStack.ts', 'scripts/testStack.ts'],
  ['classroom-engine/src/createEngine.ts', './log/LmdbRoomLog.ts', 'classroom-engine/src/log/LmdbRoomLog.ts'],
  ['classroom-engine/src/log/LmdbRoomLog.ts', 'lmdb', undefined],
  ['classroom-engine/src/edge/serve.ts', 'uWebSockets.js', undefined],
  ['prisma/src/a.ts', 'pg', undefined],
])('%s may import %s', (from, written, to) => {
  expect(forbiddenImports([one(from, written, to)])).toEqual([])
})

test('a cycle is shown as the way round it, however long', () => {
  const imports = [
    one('a', './b', 'b'),
    one('b', './c', 'c'),
    one('c', './a', 'a'),
    one('c', './d', 'd'),
    one('d', 'zod'),
  ]
  expect(importCycles(imports)).toEqual(['a → b → c → a'])
})

test('types alone make no cycle', () => {
  expect(importCycles([one('a/x', './b', 'a/y'), { ...one('a/y', './a', 'a/x'), typesOnly: true }])).toEqual([])
})

test('two ways to one file are no cycle', () => {
  expect(
    importCycles([one('a', './b', 'b'), one('a', './c', 'c'), one('b', './d', 'd'), one('c', './d', 'd')]),
  ).toEqual([])
})
