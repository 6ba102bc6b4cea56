import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type Entry, emptyRoomState, type NewEntry } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DamagedEntryError, type RoomLog } from './RoomLog.ts'

/** One store that the contract is held against. */
export interface RoomLogUnderTest {
  log: RoomLog
  /** Changes a stored entry behind the log's back, or cuts it short. */
  damage(room: string, seq: number, how: 'flip' | 'cut'): Promise<void>
  /** Starts a process that appends to `room` for ever and prints the `seq` of each entry, one per line, once it is acknowledged. */
  startWriter(room: string): ChildProcess
  /** Another log over the same store, as after a restart. */
  reopen(): Promise<RoomLog>
  dispose(): Promise<void>
}

const doc = (...bytes: number[]): NewEntry => ({
  kind: 'doc',
  actor: 'ada',
  document: 'board/1',
  payload: new Uint8Array(bytes),
})
const bytesOf = (entry: Entry) => (entry.kind === 'doc' ? [...entry.payload] : [])

/** Rules [LG1] to [LG7] as tests; every version of `RoomLog` passes them. */
export function roomLogContract(make: () => Promise<RoomLogUnderTest>): void {
  let tested: RoomLogUnderTest
  let log: RoomLog

  beforeEach(async () => {
    tested = await make()
    log = tested.log
  })
  afterEach(() => tested.dispose())

  const append = (room: string, ...entries: NewEntry[]) => log.append([{ room, t: log.now(), entries }])
  const readAll = (room: string, from = 1, to?: number) =>
    Array.fromAsync(log.read(room, to === undefined ? { from } : { from, to }))

  describe('order', () => {
    test('[LG1] seq counts from 1 without gaps, per room', async () => {
      await append('a', doc(1), doc(2))
      await append('b', doc(9))
      await append('a', doc(3))
      expect((await readAll('a')).map((each) => [each.seq, ...bytesOf(each)])).toEqual([
        [1, 1],
        [2, 2],
        [3, 3],
      ])
      expect((await readAll('b')).map((each) => each.seq)).toEqual([1])
    })

    test('[LG1] t never falls, whatever clock the caller has', async () => {
      const [first] = await log.append([{ room: 'a', t: 5000, entries: [doc(1)] }])
      const [second] = await log.append([{ room: 'a', t: 4000, entries: [doc(2)] }])
      expect([first, second]).toEqual([
        { room: 'a', seq: 1, t: 5000 },
        { room: 'a', seq: 2, t: 5000 },
      ])
      expect((await readAll('a')).map((each) => each.t)).toEqual([5000, 5000])
    })

    test('[LG3] appends that are made at the same time keep their order', async () => {
      const appended = await Promise.all(Array.from({ length: 50 }, (_, n) => append('a', doc(n), doc(n))))
      expect(appended.map(([each]) => each?.seq)).toEqual(Array.from({ length: 50 }, (_, n) => 2 * n + 1))
      expect((await readAll('a')).map((each) => bytesOf(each)[0])).toEqual(
        Array.from({ length: 100 }, (_, n) => Math.floor(n / 2)),
      )
    })

    test('[LG3] one batch may hold a room twice', async () => {
      const item = (byte: number) => ({ room: 'a', t: 1000, entries: [doc(byte)] })
      const appended = await log.append([item(1), item(2)])
      expect(appended.map((each) => each.seq)).toEqual([1, 2])
      expect((await readAll('a')).map(bytesOf)).toEqual([[1], [2]])
    })

    test('[LG1] every kind of entry comes back as it was', async () => {
      const entries: NewEntry[] = [
        doc(1, 2, 3),
        { kind: 'peer', actor: 'sam', payload: { type: 'join', name: 'Sam', role: 'student', guest: false } },
        { kind: 'media', actor: 'sam', payload: { type: 'stopped', producerId: 'p' } },
        { kind: 'mark', actor: 'server', payload: { type: 'opened', title: 'Cells' } },
      ]
      await log.append([{ room: 'a', t: 1000, entries }])
      expect(await readAll('a')).toEqual(entries.map((entry, index) => ({ ...entry, seq: index + 1, t: 1000 })))
    })
  })

  describe('reading', () => {
    test('[LG1] a part of the log can be read', async () => {
      await append('a', ...Array.from({ length: 2000 }, (_, n) => doc(n % 256)))
      expect((await readAll('a', 700, 1400)).map((each) => each.seq)).toEqual(
        Array.from({ length: 701 }, (_, n) => 700 + n),
      )
      expect(await readAll('a', 2001)).toEqual([])
      expect(await readAll('nobody')).toEqual([])
    })

    test('[LG1] rooms whose names begin alike are kept apart', async () => {
      await append('a', doc(1))
      await append('ab', doc(2))
      await append('a-', doc(3))
      expect((await readAll('a')).map(bytesOf)).toEqual([[1]])
    })

    test('[LG2] info tells the last entry, and rooms tells of every room', async () => {
      expect(await log.info('a')).toEqual({ room: 'a', seq: 0, t: 0, sealed: false, snapshotSeq: 0 })
      await log.append([
        { room: 'a', t: 1000, entries: [doc(1), doc(2)] },
        { room: 'b', t: 1000, entries: [doc(3)] },
      ])
      expect(await log.info('a')).toEqual({ room: 'a', seq: 2, t: 1000, sealed: false, snapshotSeq: 0 })
      expect((await Array.fromAsync(log.rooms())).map((each) => each.room).sort()).toEqual(['a', 'b'])
    })
  })

  describe('durability', () => {
    test('[LG2] what was acknowledged is there after the writer was killed', async () => {
      const writer = tested.startWriter('a')
      const acknowledged: number[] = []
      for await (const line of createInterface({ input: writer.stdout! })) {
        acknowledged.push(Number(line))
        if (acknowledged.length === 40) writer.kill('SIGKILL')
      }
      if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit')
      const log = await tested.reopen()
      const kept = (await Array.fromAsync(log.read('a', { from: 1 }))).map((each) => each.seq)
      expect(acknowledged.length).toBeGreaterThanOrEqual(40)
      expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged)
    })

    test('[LG2] a log that is opened again goes on where it was', async () => {
      await append('a', doc(1))
      const again = await tested.reopen()
      const [next] = await again.append([{ room: 'a', t: again.now(), entries: [doc(2)] }])
      expect(next?.seq).toBe(2)
    })

    test('[LG2] a batch with a sealed room leaves nothing of it anywhere', async () => {
      await append('sealed', doc(1))
      await log.seal('sealed')
      const batch = ['open', 'sealed'].map((room) => ({ room, t: 1000, entries: [doc(2)] }))
      await expect(log.append(batch)).rejects.toMatchObject({ code: 'CLASS_ENDED' })
      expect(await readAll('open')).toEqual([])
      await append('open', doc(3))
      expect((await readAll('open')).map((each) => each.seq)).toEqual([1])
    })
  })

  describe('sealing', () => {
    test('[LG4] a sealed room refuses appends, keeps its log, and stays sealed', async () => {
      await append('a', doc(1))
      await log.seal('a')
      await log.seal('a')
      await expect(append('a', doc(2))).rejects.toMatchObject({ code: 'CLASS_ENDED' })
      const again = await tested.reopen()
      expect(await again.info('a')).toMatchObject({ seq: 1, sealed: true })
      expect((await Array.fromAsync(again.read('a', { from: 1 }))).map(bytesOf)).toEqual([[1]])
    })
  })

  describe('subscribing', () => {
    test('[LG5] a subscriber from the middle gets what is there and what comes, once and in order', async () => {
      await append('a', ...Array.from({ length: 1200 }, (_, n) => doc(n % 256)))
      const seen: number[] = []
      const all = Promise.withResolvers<void>()
      const stop = log.subscribe('a', 600, (entry) => {
        seen.push(entry.seq)
        if (entry.seq === 1300) all.resolve()
      })
      await Promise.all(Array.from({ length: 100 }, (_, n) => append('a', doc(n))))
      await all.promise
      stop()
      await append('a', doc(0))
      expect(seen).toEqual(Array.from({ length: 701 }, (_, n) => 600 + n))
    })

    test('[LG5] one who came early waits for its first entry', async () => {
      const seen: number[] = []
      const third = Promise.withResolvers<void>()
      log.subscribe('a', 3, (entry) => {
        seen.push(entry.seq)
        third.resolve()
      })
      await append('a', doc(1), doc(2))
      await append('a', doc(3))
      await third.promise
      expect(seen).toEqual([3])
    })

    test('[LG5] nothing is told before it is durable', async () => {
      const told = Promise.withResolvers<number>()
      log.subscribe('a', 1, (entry) => {
        void log.info('a').then(({ seq }) => told.resolve(seq - entry.seq))
      })
      await append('a', doc(1))
      expect(await told.promise).toBe(0)
    })
  })

  describe('snapshots', () => {
    const snapshot = (seq: number) => ({
      seq,
      t: 1000,
      state: { ...emptyRoomState(), removed: new Set(['kim']) },
      documents: new Map([['board/1', new Uint8Array([seq])]]),
    })

    test('[LG6] the latest snapshot comes back as it was', async () => {
      await append('a', doc(1), doc(2), doc(3))
      expect(await log.snapshot('a')).toBeUndefined()
      await log.putSnapshot('a', snapshot(2))
      await log.putSnapshot('a', snapshot(3))
      await log.putSnapshot('a', snapshot(1))
      const again = await tested.reopen()
      expect(await again.snapshot('a')).toEqual(snapshot(3))
      expect((await again.info('a')).snapshotSeq).toBe(3)
    })

    test('[LG6] a snapshot of what the log does not have is not kept', async () => {
      await append('a', doc(1))
      await log.putSnapshot('a', snapshot(7))
      expect(await log.snapshot('a')).toBeUndefined()
    })
  })

  describe('damage', () => {
    test.each(['flip', 'cut'] as const)(
      '[LG7] a damaged entry is found (%s), what is before it is read',
      async (how) => {
        await append('a', doc(1), doc(2), doc(3), doc(4))
        await tested.damage('a', 3, how)
        const read: number[] = []
        const reading = (async () => {
          for await (const entry of log.read('a', { from: 1 })) read.push(entry.seq)
        })()
        await expect(reading).rejects.toThrow(DamagedEntryError)
        await expect(reading).rejects.toMatchObject({ room: 'a', seq: 3 })
        expect(read).toEqual([1, 2])
      },
    )

    test('[LG7] set aside, the log goes on after its last sound entry', async () => {
      await append('a', doc(1), doc(2), doc(3), doc(4))
      await tested.damage('a', 3, 'flip')
      await log.setAside('a', 3)
      expect(await log.info('a')).toMatchObject({ seq: 2 })
      await append('a', doc(5))
      expect((await readAll('a')).map((each) => [each.seq, ...bytesOf(each)])).toEqual([
        [1, 1],
        [2, 2],
        [3, 5],
      ])
    })
  })
}
