import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { weakenVersionNeed } from './weakenVersionNeed.ts'

const engine = createRequire(new URL('../../classroom-engine/package.json', import.meta.url))
const addonFile = join(dirname(engine.resolve('uWebSockets.js')), 'uws_linux_x64_137.node')

test('marks the one version need of the addon that is too new, and nothing else', () => {
  const before = readFileSync(addonFile)
  const after = Buffer.from(before)
  expect(weakenVersionNeed(after, 'GLIBC_2.38')).toBe(1)
  const changed = [...after.keys()].filter((at) => after[at] !== before[at])
  expect(changed).toHaveLength(1)
  expect(after[changed[0]!]! & 2).toBe(2)
})

test('does nothing for a version that is not needed', () => {
  const before = readFileSync(addonFile)
  const after = Buffer.from(before)
  expect(weakenVersionNeed(after, 'GLIBC_9.99')).toBe(0)
  expect(after.equals(before)).toBe(true)
})

test('refuses what is no such file', () => {
  expect(() => weakenVersionNeed(Buffer.alloc(64), 'GLIBC_2.38')).toThrow('not a 64-bit ELF file')
})
