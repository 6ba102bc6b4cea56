import { fork } from 'node:child_process'
import { type Entry, emptyRoomState, type NewEntry, type RoomSnapshot } from '@lectern/protocol'
import { createClient, RESP_TYPES } from 'redis'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { RedisServer } from '../../../scripts/support/RedisServer.ts'
import { APPEND } from '../../src/log/RedisLogScripts.ts'
import { LostEntriesError, type RoomBatch, type RoomLog } from '../../src/log/RoomLog.ts'
import { roomLogContract } from '../../src/log/roomLogContract.ts'
import { keysOfRoom } from '../../src/redis/keysOfRoom.ts'
import { RedisConnection } from '../../src/redis/RedisConnection.ts'
import type { Stores } from '../../src/stores/Stores.ts'
import { openStores } from './openStores.ts'

const WRITER = new URL('../support/appendToRedis.ts', import.meta.url)

let redis: RedisServer
beforeAll(async () => {
  redis = await RedisServer.start()
})
afterAll(() => redis.stop())

async function emptied(): Promise<void> {
  await using client = await connected()
  await client.redis.sendCommand(['FLUSHALL'])
}

async function connected() {
  const client = createClient({ url: redis.url })
  await client.connect()
  return {
    redis: client,
    async [Symbol.asyncDispose]() {
      await client.close()
    },
  }
}

/** A stream's entries cannot be changed: it is written anew with a changed one. */
async function damage(room: string, seq: number, how: 'flip' | 'cut'): Promise<void> {
  await using client = await connected()
  const { entries } = keysOfRoom(room)
  const bytes = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } }
  const rows = await client.redis.sendCommand<[Buffer, Buffer[]][]>(['XRANGE', entries, '-', '+'], bytes)
  await client.redis.sendCommand(['DEL', entries])
  for (const [id, [, row]] of rows) {
    const isIt = String(id) === `${seq}-0`
    await client.redis.sendCommand(['XADD', entries, id, 'entry', isIt ? damaged(row!, how) : row!])
  }
}

function damaged(row: Buffer, how: 'flip' | 'cut'): Buffer {
  if (how === 'cut') return row.subarray(0, row.length - 2)
  row[row.length - 1]! ^= 1
  return row
}

describe('RedisRoomLog', () => {
  roomLogContract(async () => {
    await emptied()
    const opened = [await openStores(redis.url)]
    return {
      log: opened[0]!.log,
      damage,
      startWriter: (room: string) => fork(WRITER, [redis.url, room], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] }),
      async reopen() {
        await redis.kill()
        await redis.start()
        const again = await openStores(redis.url)
        opened.push(again)
        return again.log
      },
      async dispose() {
        for (const stores of opened) await stores.close()
      },
    }
  })
})

const doc = (byte: number): NewEntry => ({
  kind: 'doc',
  actor: 'ada',
  document: 'board/1',
  payload: new Uint8Array([byte]),
})
const bytesOf = (entry: Entry) => (entry.kind === 'doc' ? [...entry.payload] : [])
const snapshotAt = (seq: number): RoomSnapshot => ({
  seq,
  t: 1000,
  state: emptyRoomState(),
  documents: new Map([['board/1', new Uint8Array([seq])]]),
})

describe('a room that several engines may lead', () => {
  let one: Stores
  let two: Stores
  let epoch: number
  beforeEach(async () => {
    await emptied()
    one = await openStores(redis.url, 'engine-1')
    two = await openStores(redis.url, 'engine-2')
    epoch = (await one.leases.claim('a')).epoch
    return async () => {
      await one.close()
      await two.close()
    }
  })

  const item = (after: number, ...bytes: number[]): RoomBatch => ({
    room: 'a',
    t: 1000,
    entries: bytes.map(doc),
    after: { seq: after, t: after === 0 ? 0 : 1000 },
    epoch,
  })
  const readAll = async (log: RoomLog) => (await Array.fromAsync(log.read('a', { from: 1 }))).map(bytesOf)

  test('[LG10] after a seizure the former leader cannot append, and other rooms of its batch can', async () => {
    await one.log.append([item(0, 1)])
    const { epoch: seized } = await two.leases.seize('a', epoch)
    const other = await one.leases.claim('b')
    const batch = [item(1, 2), { ...item(0, 9), room: 'b', epoch: other.epoch }]
    expect(await one.log.append(batch)).toEqual([
      { room: 'a', refused: 'FENCED' },
      { room: 'b', seq: 1, t: 1000 },
    ])
    expect(await two.log.append([{ ...item(1, 3), epoch: seized }])).toEqual([{ room: 'a', seq: 2, t: 1000 }])
    expect(await readAll(two.log)).toEqual([[1], [3]])
  })

  test('[LG10] asking with no entries tells who was fenced off', async () => {
    await one.log.append([item(0, 1)])
    expect(await one.log.append([item(1)])).toEqual([{ room: 'a', seq: 2, t: 1000 }])
    await two.leases.seize('a', epoch)
    expect(await one.log.append([item(1)])).toEqual([{ room: 'a', refused: 'FENCED' }])
    expect((await one.log.info('a')).seq).toBe(1)
  })

  test('[LG10] a room that somebody else ended is refused by itself', async () => {
    await one.log.append([item(0, 1)])
    await two.log.seal('a')
    expect(await one.log.append([item(1, 2)])).toEqual([{ room: 'a', refused: 'FENCED' }])
  })

  test('[LG2] a batch that is appended again is there once, whatever came of the first answer', async () => {
    const batch = [item(0, 1, 2)]
    redis.pause()
    await expect(one.log.append(batch)).rejects.toThrow('Redis')
    redis.resume()
    const answer = await vi.waitFor(() => one.log.append(batch), { timeout: 20_000 })
    expect(answer).toEqual([{ room: 'a', seq: 1, t: 1000 }])
    expect(await one.log.append([item(2, 3)])).toEqual([{ room: 'a', seq: 3, t: 1000 }])
    expect(await readAll(one.log)).toEqual([[1], [2], [3]])
  })

  test('[LG11] a log that lost entries says so, takes the room back, and tells what is gone', async () => {
    await one.log.append([item(0, 1, 2, 3)])
    await emptied()
    const batch = [item(3, 4)]
    expect(await one.log.append(batch)).toEqual([{ room: 'a', refused: 'LOST' }])
    const restored = [{ ...item(3, 4), restore: snapshotAt(4) }]
    expect(await one.log.append(restored)).toEqual([{ room: 'a', seq: 4, t: 1000 }])
    expect(await one.log.info('a')).toMatchObject({ seq: 4, firstSeq: 4, snapshotSeq: 4 })
    expect(await one.log.snapshot('a')).toEqual(snapshotAt(4))
    await expect(readAll(one.log)).rejects.toThrow(LostEntriesError)
    expect((await Array.fromAsync(one.log.read('a', { from: 4 }))).map(bytesOf)).toEqual([[4]])
    expect((await Array.fromAsync(one.log.rooms())).map(({ room }) => room)).toEqual(['a'])
    expect(await one.log.append([item(4, 5)])).toEqual([{ room: 'a', seq: 5, t: 1000 }])
  })

  test('[LG11] a repeat of a restoration that comes late changes nothing', async () => {
    await one.log.append([item(0, 1, 2)])
    await emptied()
    const connection = new RedisConnection(redis.url, [APPEND])
    await connection.connected(5000)
    const { head, entries, snapshot, aside } = keysOfRoom('a')
    const restoration = APPEND.call(
      [head, entries, snapshot, aside],
      ['batch', epoch, 2, 3, 1000, 'what it holds', 'an entry'],
    )
    await connection.send([restoration])
    await one.log.append([item(3, 4)])
    await connection.send([restoration])
    await connection.close()
    expect(await one.log.info('a')).toMatchObject({ seq: 4 })
    expect((await Array.fromAsync(one.log.read('a', { from: 4 }))).map(bytesOf)).toEqual([[4]])
  })

  test('[LG11] who leads by now wins over what a former leader appended, which is set aside', async () => {
    await two.log.append([{ ...item(0, 7, 8, 9), epoch: epoch - 1 }])
    expect(await one.log.append([item(2, 3)])).toEqual([{ room: 'a', refused: 'LOST' }])
    await one.log.append([{ ...item(2, 3), restore: snapshotAt(3) }])
    expect(await two.log.append([{ ...item(3, 9), epoch: epoch - 1 }])).toEqual([{ room: 'a', refused: 'FENCED' }])
    expect((await Array.fromAsync(one.log.read('a', { from: 3 }))).map(bytesOf)).toEqual([[3]])
  })

  test('[LG11] a former leader does not bring back a room that somebody began anew', async () => {
    await one.log.append([item(0, 1, 2)])
    await emptied()
    const { epoch: anew } = await two.leases.claim('a')
    await two.log.append([{ ...item(0, 7), epoch: anew }])
    expect(await one.log.append([item(2, 3)])).toEqual([{ room: 'a', refused: 'FENCED' }])
  })

  test('[LG5] a subscriber hears of what another engine appends', async () => {
    const heard: number[] = []
    const third = Promise.withResolvers<void>()
    two.log.subscribe('a', 1, (entry) => {
      heard.push(entry.seq)
      if (entry.seq === 3) third.resolve()
    })
    await one.log.append([item(0, 1)])
    await one.log.append([item(1, 2, 3)])
    await third.promise
    expect(heard).toEqual([1, 2, 3])
  })

  test('[LG5] a subscriber goes on after what was lost', async () => {
    await one.log.append([item(0, 1, 2)])
    await emptied()
    await one.log.append([{ ...item(2, 3), restore: snapshotAt(3) }])
    const heard = Promise.withResolvers<number>()
    two.log.subscribe('a', 1, ({ seq }) => heard.resolve(seq))
    expect(await heard.promise).toBe(3)
  })
})
