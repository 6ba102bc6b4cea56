import { expect, test } from 'vitest'
import { lockGaps } from './lockGaps.ts'

const tool = { optionalDependencies: { 'tool-linux': '1', 'tool-mac': '1' } }

test('an optional dependency may lie beside its parent or under it', () => {
  const packages = {
    'node_modules/tool': tool,
    'node_modules/tool-linux': {},
    'node_modules/tool/node_modules/tool-mac': {},
  }
  expect(lockGaps(packages)).toEqual([])
})

test('one that the lock file does not know is named', () => {
  expect(lockGaps({ 'node_modules/a/node_modules/tool': tool, 'node_modules/tool-linux': {} })).toEqual([
    'package-lock.json: tool-mac, which node_modules/a/node_modules/tool names, has no entry',
  ])
})
