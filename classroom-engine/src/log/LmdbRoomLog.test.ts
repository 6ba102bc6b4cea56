import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DiskSpace } from './DiskSpace.ts'
import { LmdbRoomLog } from './LmdbRoomLog.ts'
import { openLmdb } from './openLmdb.ts'
import { roomLogContract } from './roomLogContract.ts'

const WRITER = new URL('../../test/support/appendForEver.ts', import.meta.url)

async function makeTested() {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-log-'))
  let root = openLmdb(folder)
  const log = new LmdbRoomLog(root)
  return {
    log,
    damage: (room: string, seq: number, how: 'flip' | 'cut') =>
      log.damage(room, seq, (bytes) => {
        if (how === 'cut') return bytes.subarray(0, bytes.length - 2)
        bytes[bytes.length - 1]! ^= 1
        return bytes
      }),
    startWriter: (room: string) => fork(WRITER, [folder, room], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] }),
    async reopen() {
      await root.close()
      root = openLmdb(folder)
      return new LmdbRoomLog(root)
    },
    async dispose() {
      await root.close()
      await rm(folder, { recursive: true })
    },
  }
}

describe('LmdbRoomLog', () => {
  roomLogContract(makeTested)

  test('[LG2] a batch whose fsync failed is there once when it is appended again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lectern-log-'))
    const root = openLmdb(folder)
    let failing = true
    const flaky = new Proxy(root, {
      get(target, key) {
        if (key === 'flushed' && failing) return Promise.reject(new Error('I/O error'))
        const value: unknown = Reflect.get(target, key, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const log = new LmdbRoomLog(flaky)
    const batch = [
      { room: 'a', t: 1000, entries: [{ kind: 'mark', actor: 'server', payload: { type: 'ended' } }] },
    ] as const
    await expect(log.append(batch)).rejects.toThrow('I/O error')
    failing = false
    expect(await log.append(batch)).toEqual([{ room: 'a', seq: 1, t: 1000 }])
    expect((await log.info('a')).seq).toBe(1)
    await root.close()
    await rm(folder, { recursive: true })
  })

  test('[LG2] a full disk refuses a batch, and takes the same batch once there is room', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lectern-log-'))
    const root = openLmdb(folder)
    let free = 0
    const log = new LmdbRoomLog(root, new DiskSpace(folder, async () => free))
    const batch = [
      { room: 'a', t: 1000, entries: [{ kind: 'mark', actor: 'server', payload: { type: 'ended' } }] },
    ] as const
    await expect(log.append(batch)).rejects.toThrow('0 MB are left')
    expect((await log.info('a')).seq).toBe(0)
    free = 2 ** 40
    await log.append(batch)
    expect((await log.info('a')).seq).toBe(1)
    await root.close()
    await rm(folder, { recursive: true })
  })
})
