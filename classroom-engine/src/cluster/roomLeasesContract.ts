import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RoomLeases } from './RoomLeases.ts'

/** One engine's leases that the contract is held against. */
export interface RoomLeasesUnderTest {
  leases: RoomLeases
  dispose(): Promise<void>
}

/** What every version of `RoomLeases` promises to an engine that has the store for itself. */
export function roomLeasesContract(make: () => Promise<RoomLeasesUnderTest>): void {
  let tested: RoomLeasesUnderTest
  let leases: RoomLeases

  beforeEach(async () => {
    tested = await make()
    leases = tested.leases
  })
  afterEach(() => tested.dispose())

  test('[LE1] who claims a room that nobody leads leads it, and a repeat changes nothing', async () => {
    expect(await leases.find('a')).toBeUndefined()
    const lease = await leases.claim('a')
    expect(lease).toMatchObject({ room: 'a', engine: leases.engine, isOurs: true })
    expect(lease.epoch).toBeGreaterThan(0)
    expect(await leases.claim('a')).toEqual(lease)
    expect(await leases.find('a')).toEqual(lease)
  })

  test('[LE2] the epoch goes up after a release', async () => {
    const first = await leases.claim('a')
    await leases.release('a', first.epoch)
    expect(await leases.find('a')).toBeUndefined()
    expect((await leases.claim('a')).epoch).toBeGreaterThan(first.epoch)
  })

  test('[LE3] a release under an old epoch changes nothing', async () => {
    const first = await leases.claim('a')
    await leases.release('a', first.epoch)
    const second = await leases.claim('a')
    await leases.release('a', first.epoch)
    expect(await leases.find('a')).toEqual(second)
  })

  test('[LE4] a lease of our own is not seized', async () => {
    const lease = await leases.claim('a')
    expect(await leases.seize('a', lease.epoch)).toEqual(lease)
  })

  test('[LE4] seizing a room that nobody leads is claiming it', async () => {
    expect(await leases.seize('a', 0)).toMatchObject({ isOurs: true })
  })

  test('[LE5] an engine is alive from its registration until it closes', async () => {
    const { instance } = leases.engine
    expect(await leases.isAlive(instance)).toBe(false)
    await leases.register()
    expect(await leases.isAlive(instance)).toBe(true)
    expect(await leases.isAlive('somebody else')).toBe(false)
    expect(await leases.engines()).toContainEqual(leases.engine)
    await leases.close()
    expect(await leases.isAlive(instance)).toBe(false)
  })
}
