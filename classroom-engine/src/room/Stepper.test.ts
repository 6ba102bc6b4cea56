import { setImmediate } from 'node:timers/promises'
import { emptyRoomState, type RoomSnapshot } from '@lectern/protocol'
import { describe, expect, test } from 'vitest'
import { GatedLog } from '../../test/support/GatedLog.ts'
import type { Appended, Refused, RoomBatch } from '../log/RoomLog.ts'
import { type Steppable, Stepper } from './Stepper.ts'

const sleepAtLeast = async (ms: number) => {
  const from = performance.now()
  while (performance.now() - from < ms) await setImmediate()
}

/** A room that appends a mark in each step and notes what happens to it. */
class FakeRoom implements Steppable {
  readonly id: string
  readonly happened: string[] = []
  settled = Promise.withResolvers<Appended | Refused | undefined>()
  isQuiet = false

  constructor(id: string) {
    this.id = id
  }

  runStep(): RoomBatch | undefined {
    this.happened.push('run')
    const entries = [{ kind: 'mark', actor: 'server', payload: { type: 'ended' } }] as const
    return this.isQuiet ? undefined : { room: this.id, t: 1000, entries }
  }

  restorable({ t }: RoomBatch): RoomSnapshot {
    this.happened.push('restored')
    return { seq: 1, t, state: emptyRoomState(), documents: new Map() }
  }

  settleStep(answer: Appended | Refused | undefined): void {
    this.happened.push(answer?.refused ?? 'settled')
    this.settled.resolve(answer)
    this.settled = Promise.withResolvers()
  }
}

describe('Stepper', () => {
  test('rooms that have something share one commit, and each learns where its entries went', async () => {
    const log = new GatedLog()
    const stepper = new Stepper({ log, stepMs: 0 })
    const [a, b, quiet] = ['a', 'b', 'quiet'].map((id) => new FakeRoom(id)) as [FakeRoom, FakeRoom, FakeRoom]
    quiet.isQuiet = true
    const settled = Promise.all([a, quiet, b].map((room) => room.settled.promise))
    for (const room of [a, quiet, b]) stepper.schedule(room)
    expect(await settled).toEqual([{ room: 'a', seq: 1, t: 1000 }, undefined, { room: 'b', seq: 2, t: 1000 }])
    expect(log.batches).toHaveLength(1)
  })

  test('nothing is told before it is durable, and the next step waits', async () => {
    const log = new GatedLog()
    const stepper = new Stepper({ log, stepMs: 0 })
    const room = new FakeRoom('a')
    log.hold()
    stepper.schedule(room)
    await log.arrived()
    stepper.schedule(room)
    expect(room.happened).toEqual(['run'])
    log.release()
    await stepper.idle()
    expect(room.happened).toEqual(['run', 'settled', 'run', 'settled'])
    expect(log.batches).toHaveLength(2)
  })

  test('a commit that fails is tried again with the same batch until it is done', async () => {
    const log = new GatedLog()
    const failures: unknown[] = []
    const stepper = new Stepper({ log, stepMs: 0, onFailure: (error) => failures.push([error, stepper.failure]) })
    const room = new FakeRoom('a')
    const full = new Error('no space left')
    log.failures = [full, full]
    stepper.schedule(room)
    await stepper.idle()
    expect(failures).toEqual([
      [full, full],
      [full, full],
    ])
    expect(stepper.failure).toBeUndefined()
    expect(log.batches).toHaveLength(3)
    expect(new Set(log.batches).size).toBe(1)
    expect(log.entries).toHaveLength(1)
    expect(room.happened).toEqual(['run', 'settled'])
  })

  test('how long a commit takes is told while it is under way, and of the last one after it', async () => {
    const log = new GatedLog()
    const stepper = new Stepper({ log, stepMs: 0 })
    expect(stepper.commitMs).toBe(0)
    log.hold()
    stepper.schedule(new FakeRoom('a'))
    await log.arrived()
    await sleepAtLeast(5)
    const underWay = stepper.commitMs
    expect(underWay).toBeGreaterThanOrEqual(5)
    log.release()
    await stepper.idle()
    expect(stepper.commitMs).toBeGreaterThanOrEqual(underWay)
  })

  test('a room that is refused does not touch the others of the batch', async () => {
    const log = new GatedLog()
    const stepper = new Stepper({ log, stepMs: 0 })
    const [a, b] = [new FakeRoom('a'), new FakeRoom('b')]
    log.refusals = new Map([['a', 'FENCED']])
    for (const room of [a, b]) stepper.schedule(room)
    await stepper.idle()
    expect(a.happened).toEqual(['run', 'FENCED'])
    expect(b.happened).toEqual(['run', 'settled'])
    expect(log.batches).toHaveLength(1)
  })

  test('a log that lost a room gets it back with the step, and only that room is appended again', async () => {
    const log = new GatedLog()
    const stepper = new Stepper({ log, stepMs: 0 })
    const [a, b] = [new FakeRoom('a'), new FakeRoom('b')]
    log.refusals = new Map([['a', 'LOST']])
    for (const room of [a, b]) stepper.schedule(room)
    await stepper.idle()
    expect(a.happened).toEqual(['run', 'restored', 'settled'])
    expect(b.happened).toEqual(['run', 'settled'])
    expect(log.batches.map((batch) => batch.map(({ room, restore }) => [room, restore?.seq]))).toEqual([
      [
        ['a', undefined],
        ['b', undefined],
      ],
      [['a', 1]],
    ])
  })

  test('idle answers at once where nothing waits', async () => {
    await new Stepper({ log: new GatedLog(), stepMs: 0 }).idle()
  })
})
