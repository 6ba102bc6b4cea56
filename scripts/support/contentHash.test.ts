import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contentHash } from './contentHash.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lectern-hash-'))
  await mkdir(join(root, 'src/inner'), { recursive: true })
  await writeFile(join(root, 'src/a.ts'), 'a')
  await writeFile(join(root, 'src/inner/b.ts'), 'b')
  await writeFile(join(root, 'lock'), '1')
})
afterEach(() => rm(root, { recursive: true, force: true }))

const hash = () => contentHash(root, ['src', 'lock'], (path) => path.startsWith('src/built'))

test('stays the same until a name or a content changes', async () => {
  const before = await hash()
  expect(await hash()).toBe(before)
  await writeFile(join(root, 'src/inner/b.ts'), 'c')
  const changed = await hash()
  expect(changed).not.toBe(before)
  await writeFile(join(root, 'src/inner/b.ts'), 'b')
  expect(await hash()).toBe(before)
  await writeFile(join(root, 'src/new.ts'), '')
  expect(await hash()).not.toBe(before)
})

test('does not look into what is ignored', async () => {
  const before = await hash()
  await mkdir(join(root, 'src/built'))
  await writeFile(join(root, 'src/built/x'), 'x')
  expect(await hash()).toBe(before)
})
