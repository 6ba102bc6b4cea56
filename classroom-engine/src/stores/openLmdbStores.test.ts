import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyRoomState } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StoreClosedError } from './OpenWork.ts'
import { openLmdbStores } from './openLmdbStores.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-stores-'))
})
afterEach(() => rm(folder, { recursive: true }))

const open = () => openLmdbStores(folder, { instance: 'one', url: '' })
const MARK = { kind: 'mark', actor: 'server', payload: { type: 'ended' } } as const
const batch = (room: string) => [{ room, t: 1000, entries: [MARK] }]
const everyEntry = async (stores: ReturnType<typeof open>) => {
  for await (const entry of stores.log.read('a', { from: 1 })) expect(entry).toBeUndefined()
}
const everyRoom = async (stores: ReturnType<typeof open>) => {
  for await (const room of stores.log.rooms()) expect(room).toBeUndefined()
}

describe('stores that are closed', () => {
  test('have what was begun before', async () => {
    const stores = open()
    const begun = [
      stores.log.append(batch('a')),
      stores.log.append(batch('b')),
      stores.owedTimelines.add('a'),
      stores.cursors.set('a', 1),
    ]
    await stores.close()
    await Promise.all(begun)
    const again = open()
    expect((await again.log.info('b')).seq).toBe(1)
    expect(await again.owedTimelines.list()).toEqual(['a'])
    expect(await again.cursors.get('a')).toBe(1)
    await again.close()
  })

  // lmdb itself would end the process, out of a timer.
  test.each(['while they close', 'afterwards'])('refuse what comes %s', async (when) => {
    const stores = open()
    await stores.log.append(batch('a'))
    const closed = stores.close()
    if (when === 'afterwards') await closed
    const late = [
      stores.log.append(batch('a')),
      stores.log.putSnapshot('a', { seq: 1, t: 1000, state: emptyRoomState(), documents: new Map() }),
      stores.log.seal('a'),
      stores.log.info('a'),
      stores.log.snapshot('a'),
      everyEntry(stores),
      everyRoom(stores),
      stores.owedTimelines.add('a'),
      stores.owedTimelines.remove('a'),
      stores.owedTimelines.list(),
      stores.cursors.get('a'),
      stores.cursors.set('a', 1),
    ]
    for (const each of await Promise.allSettled(late)) {
      expect(each).toMatchObject({ status: 'rejected', reason: expect.any(StoreClosedError) })
    }
    await closed
  })
})
