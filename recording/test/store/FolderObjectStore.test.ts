import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FolderObjectStore } from '../../src/store/FolderObjectStore.ts'
import { ObjectStoreError } from '../../src/store/ObjectStore.ts'
import { objectStoreContract } from '../support/objectStoreContract.ts'

let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lectern-store-'))
})

afterAll(() => rm(root, { recursive: true, force: true }))

objectStoreContract('folder', () => FolderObjectStore.open(join(root, 'contract')))

test('[OS2] what a process that died left unfinished is cleared away; what others write at is not', async () => {
  const folder = join(root, 'unfinished')
  await FolderObjectStore.open(folder)
  const dead = spawnSync('true').pid
  const host = encodeURIComponent(hostname())
  const names = [`${dead}.1.${host}`, `${process.pid}.1.${host}`, `${dead}.1.elsewhere`, '7.1.abandoned']
  for (const name of names) await writeFile(join(folder, '.unfinished', name), 'x')
  await utimes(join(folder, '.unfinished', '7.1.abandoned'), 0, 0)
  const store = await FolderObjectStore.open(folder)
  expect((await readdir(join(folder, '.unfinished'))).sort()).toEqual(names.slice(1, 3).sort())
  for await (const object of store.list('')) expect.unreachable(object.key)
})

test('[OS2] a write that fails leaves nothing behind, and says why', async () => {
  const store = await FolderObjectStore.open(join(root, 'failing'))
  await store.put('a', new Uint8Array(1))
  await expect(store.put('a/b', new Uint8Array(1))).rejects.toThrow(ObjectStoreError)
  expect(await readdir(join(root, 'failing', '.unfinished'))).toEqual([])
})

test('[OS2] threads of one process write at once without getting in each other’s way', async () => {
  const shared = join(root, 'shared')
  const file = new URL('../support/writeObjects.ts', import.meta.url)
  const threads = ['a', 'b', 'c'].map((name) => new Worker(file, { workerData: { root: shared, name, count: 40 } }))
  const codes = await Promise.all(threads.map((thread) => once(thread, 'exit')))
  expect(codes.flat()).toEqual([0, 0, 0])
  const store = await FolderObjectStore.open(shared)
  const found: string[] = []
  for await (const { key } of store.list('')) found.push(key)
  expect(found).toHaveLength(120)
})
