import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalJson } from '../../scripts/support/canonicalJson.ts'
import { S3Server } from '../../scripts/support/S3Server.ts'
import { NO_EDITS, openObjectStore, projectAgain, type StoreSettings } from '../src/index.ts'
import { asDocuments } from '../src/timeline/asDocuments.ts'
import { TimelineFold } from '../src/timeline/TimelineFold.ts'
import { randomClass } from './support/randomClass.ts'
import { mustOpen, writeTimeline } from './support/writeTimeline.ts'

let s3: S3Server
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-timelines-'))
  s3 = await S3Server.start()
}, 300_000)

afterAll(async () => {
  await s3.stop()
  await rm(folder, { recursive: true, force: true })
})

test.each<[string, () => StoreSettings]>([
  ['a folder', () => ({ folder })],
  ['S3', () => ({ s3: s3.settings })],
])('[TI2] [TI8] a class is written, sealed, watched and edited in %s', async (_, settings) => {
  const given = randomClass(61, 400)
  const store = await openObjectStore(settings())
  await writeTimeline(store, 'room', given.room.entries, 40)
  await projectAgain(store, 'room', { revision: 1, edits: NO_EDITS })
  for (const revision of [0, 1]) {
    const { index, load } = await mustOpen(store, 'room', revision)
    const fold = new TimelineFold(index, load)
    for (const { t, state } of given.expected.filter((_each, i) => i % 11 === 0)) {
      expect(canonicalJson(asDocuments(await fold.stateAt(t)))).toBe(canonicalJson(state))
    }
  }
  await store.deleteAll('recordings/room/')
  for await (const { key } of store.list('recordings/room/')) expect.unreachable(key)
  await store.close()
})
