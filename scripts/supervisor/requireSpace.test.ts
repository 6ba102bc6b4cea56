import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { requireSpace } from './requireSpace.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-space-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('makes the folder where there is room', async () => {
  await requireSpace(join(folder, 'a/b'), 1, 'for its data')
  expect((await stat(join(folder, 'a/b'))).isDirectory()).toBe(true)
})

test('a disk with too little room is named, and how much to make', async () => {
  const sentence = `The disk of ${folder} is nearly full: make 9000000000 MB of room for its data, then start again.`
  await expect(requireSpace(folder, 9e15, 'for its data')).rejects.toThrow(sentence)
})

test('a place where no folder can be is named', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(requireSpace(join(folder, 'file/data'), 1, '')).rejects.toThrow(
    `The folder ${join(folder, 'file/data')} cannot be made (ENOTDIR): choose another with --data.`,
  )
})
