import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CursorStore } from './CursorStore.ts'

export interface CursorStoreUnderTest {
  cursors: CursorStore
  /** Another one over the same store, as after a restart. */
  reopen(): Promise<CursorStore>
  dispose(): Promise<void>
}

/** What every version of `CursorStore` promises. */
export function cursorStoreContract(make: () => Promise<CursorStoreUnderTest>): void {
  let tested: CursorStoreUnderTest

  beforeEach(async () => {
    tested = await make()
  })
  afterEach(() => tested.dispose())

  test('[WH3] a cursor is kept per room, over a restart', async () => {
    expect(await tested.cursors.get('a')).toBe(0)
    await tested.cursors.set('a', 7)
    const again = await tested.reopen()
    expect([await again.get('a'), await again.get('b')]).toEqual([7, 0])
  })

  test('[WH3] a cursor does not go back', async () => {
    await tested.cursors.set('a', 7)
    await tested.cursors.set('a', 5)
    expect(await tested.cursors.get('a')).toBe(7)
  })
}
