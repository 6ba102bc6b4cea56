import { EventEmitter } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewEntry } from '@lectern/protocol'
import type { RootDatabase } from 'lmdb'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '../../test/support/until.ts'
import { MemoryRoomLeases } from '../cluster/MemoryRoomLeases.ts'
import { LmdbRoomLog } from '../log/LmdbRoomLog.ts'
import { openLmdb } from '../log/openLmdb.ts'
import { LmdbOwedTimelines } from './LmdbOwedTimelines.ts'
import { Timelines, type TimelineWriting } from './Timelines.ts'
import { TimelineError } from './TimelineThread.ts'
import type { TimelineCalls, TimelineFailure, TimelineMethod } from './timelineCalls.ts'

/** Notes what it is asked; fails as it is told. */
class FakeThread extends EventEmitter<{ asked: [] }> implements TimelineWriting {
  readonly asked: string[] = []
  /** The entries that it was given since it was opened. */
  taken = 0
  isSealed = false
  /** Above 1: what comes before, with the end of the class, is written. */
  fromSeq = 1
  failures: Partial<Record<TimelineMethod, TimelineFailure['code'][]>> = {}
  /** Calls wait for it. */
  gate: Partial<Record<TimelineMethod, Promise<void>>> = {}

  async call<Method extends TimelineMethod>(method: Method, room: string): Promise<TimelineCalls[Method]> {
    const failure = this.failures[method]?.shift()
    this.asked.push(failure ? `${method} ${room}: ${failure}` : `${method} ${room}`)
    this.emit('asked')
    await this.gate[method]
    if (failure) throw new TimelineError({ code: failure, message: '' })
    if (method === 'open') this.taken = this.fromSeq - 1
    return (
      method === 'open' ? { fromSeq: this.fromSeq, hasEnded: this.fromSeq > 1, isSealed: this.isSealed } : null
    ) as TimelineCalls[Method]
  }

  take(_room: string, fromSeq: number, entries: readonly Uint8Array[]): void {
    expect(fromSeq).toBe(this.taken + 1)
    this.taken += entries.length
  }

  async close(): Promise<void> {}

  until(last: string, times = 1): Promise<void> {
    return until(this, 'asked', () => this.asked.filter((each) => each === last).length >= times)
  }
}

let folder: string
let root: RootDatabase<Buffer, string>
let log: LmdbRoomLog
let owed: LmdbOwedTimelines
let thread: FakeThread
let timelines: Timelines
let leases: MemoryRoomLeases
let faults: boolean[]

const on: NewEntry = { kind: 'mark', actor: 'ada', payload: { type: 'recording', on: true, policy: 'everyone' } }
const ended: NewEntry = { kind: 'mark', actor: 'ada', payload: { type: 'ended' } }
const append = (...entries: NewEntry[]) => log.append([{ room: 'a', t: log.now(), entries }])

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-timelines-'))
  root = openLmdb(folder)
  log = new LmdbRoomLog(root)
  owed = new LmdbOwedTimelines(root)
  thread = new FakeThread()
  faults = []
  leases = new MemoryRoomLeases({ instance: 'engine', url: 'http://engine' })
  timelines = new Timelines({
    log,
    owed,
    leases,
    thread,
    logger: pino({ level: 'silent' }),
    onFault: (_room, fails) => faults.push(fails),
    flushMs: 20,
    firstRetryMs: 5,
  })
})
afterEach(async () => {
  await timelines.close()
  await log.close()
  await root.close()
  await rm(folder, { recursive: true })
})

test('[RE15] from the first entry to the end, flushed and then sealed; nothing is owed then', async () => {
  await append(on)
  await timelines.begin('a')
  await thread.until('flush a')
  expect(await owed.list()).toEqual(['a'])
  await append(on, ended)
  await thread.until('forget a')
  expect(thread.asked).toEqual(['open a', 'flush a', 'flush a', 'seal a', 'forget a'])
  expect(thread.taken).toBe(3)
  await timelines.close()
  expect(await owed.list()).toEqual([])
})

test('[RE15] what comes while something is written is written, the end too', async () => {
  await append(on)
  const { promise, resolve } = Promise.withResolvers<void>()
  thread.gate.flush = promise
  await timelines.begin('a')
  await thread.until('flush a')
  await append(ended)
  resolve()
  await thread.until('forget a')
  expect(thread.asked.slice(-4)).toEqual(['flush a', 'flush a', 'seal a', 'forget a'])
})

test('[RE15] a room that is let go of is written so far; when it is opened again, from the first entry on', async () => {
  await append(on)
  await timelines.begin('a')
  await timelines.leave('a')
  await thread.until('forget a')
  expect(thread.asked).toEqual(['open a', 'flush a', 'forget a'])
  expect(await owed.list()).toEqual(['a'])
  await timelines.begin('a')
  await append(ended)
  await thread.until('forget a', 2)
  expect(thread.taken).toBe(2)
})

test('[RE15] one that is opened again while it is let go of is followed on', async () => {
  await append(on)
  const { promise, resolve } = Promise.withResolvers<void>()
  thread.gate.forget = promise
  await timelines.begin('a')
  await timelines.leave('a')
  await thread.until('forget a')
  await timelines.begin('a')
  resolve()
  await append(ended)
  await thread.until('seal a')
})

test('[RE13] what the store does not take is tried again, and told until it is there', async () => {
  thread.failures.flush = ['FAILED', 'FAILED']
  await append(on)
  await timelines.begin('a')
  await thread.until('flush a')
  await append(ended)
  await thread.until('seal a')
  expect(faults).toEqual([true, true, false, false])
  expect(thread.asked.slice(0, 4)).toEqual(['open a', 'flush a: FAILED', 'flush a: FAILED', 'flush a'])
})

test('[RE15] a thread that lost the room gets all of it again', async () => {
  thread.failures.flush = ['NOT_OPEN']
  thread.failures.seal = ['FAILED', 'NOT_OPEN']
  await append(on, ended)
  await timelines.begin('a')
  await thread.until('seal a')
  expect(thread.asked.filter((each) => each === 'open a')).toHaveLength(3)
  expect(thread.taken).toBe(2)
})

test('[RE15] who lost the lease of a timeline to another writes no more of it', async () => {
  await append(on)
  await timelines.begin('a')
  await thread.until('flush a')
  const { epoch } = (await leases.find('a/timeline'))!
  await leases.release('a/timeline', epoch)
  await append(ended)
  await thread.until('open a', 2)
  expect(thread.asked.slice(0, 3)).toEqual(['open a', 'flush a', 'open a'])
  await thread.until('seal a')
})

test('[RE15] after a restart what ended and is owed is written; what goes on is not until it is opened', async () => {
  await append(on, ended)
  await log.seal('a')
  await log.append([{ room: 'b', t: log.now(), entries: [on] }])
  for (const room of ['a', 'b']) await owed.add(room)
  await timelines.recover()
  await thread.until('forget a')
  await timelines.close()
  expect(thread.asked).toEqual(['open a', 'flush a', 'seal a', 'forget a'])
  expect(await owed.list()).toEqual(['b'])
})

test('[RE15] one whose end was written before the restart is only sealed', async () => {
  await append(on, ended)
  await log.seal('a')
  await owed.add('a')
  thread.fromSeq = 3
  await timelines.recover()
  await thread.until('forget a')
  expect(thread.asked).toEqual(['open a', 'seal a', 'forget a'])
  expect(await owed.list()).toEqual([])
})

test('[RE15] one that was sealed before the restart is only taken off the list', async () => {
  await append(on, ended)
  await log.seal('a')
  await owed.add('a')
  thread.isSealed = true
  await timelines.recover()
  await thread.until('open a')
  await timelines.close()
  expect([thread.asked, await owed.list()]).toEqual([['open a'], []])
})

test('[RE15] an engine that stops writes what came, and leaves the rest to its next start', async () => {
  await append(on)
  await timelines.begin('a')
  await thread.until('open a')
  await append(on)
  await timelines.close()
  expect(thread.asked.at(-1)).toBe('forget a')
  expect(thread.taken).toBe(2)
  expect(await owed.list()).toEqual(['a'])
})
