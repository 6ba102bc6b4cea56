import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OwedTimelines } from './OwedTimelines.ts'

export interface OwedTimelinesUnderTest {
  owed: OwedTimelines
  /** Another one over the same store, as after a restart. */
  reopen(): Promise<OwedTimelines>
  dispose(): Promise<void>
}

/** What every version of `OwedTimelines` promises. */
export function owedTimelinesContract(make: () => Promise<OwedTimelinesUnderTest>): void {
  let tested: OwedTimelinesUnderTest

  beforeEach(async () => {
    tested = await make()
  })
  afterEach(() => tested.dispose())

  test('[RE15] what is owed is owed until it is taken away, over a restart', async () => {
    const { owed } = tested
    expect(await owed.list()).toEqual([])
    for (const room of ['a', 'b', 'b', 'c']) await owed.add(room)
    await owed.remove('a')
    await owed.remove('never-there')
    const again = await tested.reopen()
    expect((await again.list()).sort()).toEqual(['b', 'c'])
  })
}
