import { describe, expect, test } from 'vitest'
import { GatedLog } from '../../test/support/GatedLog.ts'
import type { Appended, RoomBatch } from '../log/RoomLog.ts'
import { type Steppable, Stepper } from './Stepper.ts'

/** A room that appends a mark in each step and notes what happens to it. */
class FakeRoom implements Steppable {
  readonly id: string
  readonly happened: string[] = []
  settled = Promise.withResolvers<Appended | undefined>()
  isQuiet = false

  constructor(id: string) {
    this.id = id
  }

  runStep(): RoomBatch | undefined {
    this.happened.push('run')
    const entries = [{ kind: 'mark', actor: 'server', payload: { type: 'ended' } }] as const
    return this.isQuiet ? undefined : { room: this.id, t: 1000, entries }
  }

  settleStep(appended: Appended | undefined): void {
    this.happened.push('settled')
    this.settled.resolve(appended)
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

  test('idle answers at once where nothing waits', async () => {
    await new Stepper({ log: new GatedLog(), stepMs: 0 }).idle()
  })
})
