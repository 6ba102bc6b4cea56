import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { RedisServer } from '../../../scripts/support/RedisServer.ts'
import { roomLeasesContract } from '../../src/cluster/roomLeasesContract.ts'
import type { Stores } from '../../src/stores/Stores.ts'
import { openStores } from './openStores.ts'

const PATIENCE = { timeout: 20_000 }

let redis: RedisServer
beforeAll(async () => {
  redis = await RedisServer.start()
})
afterAll(() => redis.stop())

async function ask(...command: string[]): Promise<unknown> {
  const client = createClient({ url: redis.url })
  await client.connect()
  const reply = await client.sendCommand(command)
  await client.close()
  return reply
}

const emptied = () => ask('FLUSHALL')

describe('RedisRoomLeases', () => {
  roomLeasesContract(async () => {
    await emptied()
    const stores = await openStores(redis.url)
    return { leases: stores.leases, dispose: () => stores.close() }
  })
})

describe('leases of several engines', () => {
  let engines: Stores[]
  beforeEach(async () => {
    await emptied()
    engines = await Promise.all(['engine-1', 'engine-2', 'engine-3'].map((name) => openStores(redis.url, name)))
  })
  afterEach(async () => {
    for (const engine of engines) await engine.close()
  })
  const [one, two] = [() => engines[0]!, () => engines[1]!]

  test('[LE6] of claims at once exactly one wins, and all learn the same leader', async () => {
    for (let round = 0; round < 50; round += 1) {
      const room = `room-${round}`
      const found = await Promise.all(engines.map(({ leases }) => leases.claim(room)))
      expect(found.filter(({ isOurs }) => isOurs)).toHaveLength(1)
      expect(new Set(found.map(({ engine, epoch }) => `${engine.instance} ${engine.url} ${epoch}`)).size).toBe(1)
    }
  })

  test('[LE6] of seizures at once exactly one wins, under a higher epoch, and the loser learns of the winner', async () => {
    for (let round = 0; round < 50; round += 1) {
      const room = `room-${round}`
      const before = await one().leases.claim(room)
      const found = await Promise.all(engines.slice(1).map(({ leases }) => leases.seize(room, before.epoch)))
      expect(found.filter(({ isOurs }) => isOurs)).toHaveLength(1)
      expect(found[0]!.epoch).toBe(found[1]!.epoch)
      expect(found[0]!.epoch).toBeGreaterThan(before.epoch)
      expect(await one().leases.find(room)).toMatchObject({ epoch: found[0]!.epoch, isOurs: false })
    }
  })

  test('[LE7] what was seized is not released by the leader before', async () => {
    const before = await one().leases.claim('a')
    const after = await two().leases.seize('a', before.epoch)
    await one().leases.release('a', before.epoch)
    expect(await two().leases.find('a')).toEqual(after)
  })

  test('[LE8] an engine that starts again at its address takes its rooms, and a former run is nobody', async () => {
    const before = await one().leases.claim('a')
    const { url } = before.engine
    const again = await openStores(redis.url, 'engine-1-again', url)
    expect(await again.leases.find('a')).toBeUndefined()
    expect(await again.leases.claim('a')).toMatchObject({ isOurs: true })
    await again.close()
  })

  test('[LE9] an engine that says nothing any more is not alive', async () => {
    await one().leases.register()
    expect(await two().leases.isAlive('engine-1')).toBe(true)
    const left = Number(await ask('PTTL', 'lectern:engine:engine-1'))
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(3000)
    await one().close()
    expect(await two().leases.isAlive('engine-1')).toBe(false)
  })

  test('[LE10] leases and signs of life come back by themselves to a Redis that lost its data', async () => {
    await one().leases.register()
    const before = await one().leases.claim('a')
    await redis.kill()
    await redis.loseData()
    await redis.start()
    await vi.waitFor(async () => expect(await two().leases.find('a')).toEqual({ ...before, isOurs: false }), PATIENCE)
    await vi.waitFor(async () => expect(await two().leases.isAlive('engine-1')).toBe(true), PATIENCE)
  })

  test('[LE10] who is faster than the holder after such a loss waits for it', async () => {
    const before = await one().leases.claim('a')
    await redis.kill()
    await redis.loseData()
    await redis.start()
    const found = await vi.waitFor(() => two().leases.claim('a'), PATIENCE)
    expect(found).toEqual({ ...before, isOurs: false })
  })

  test('[LE11] a claim is refused soon while Redis does not answer', async () => {
    redis.pause()
    await expect(one().leases.claim('a')).rejects.toThrow('Redis')
    redis.resume()
    await vi.waitFor(async () => expect(await one().leases.claim('a')).toMatchObject({ isOurs: true }), PATIENCE)
  })
})
