import { afterAll, expect, test } from 'vitest'
import { crowdReturns } from '../src/faults/crowdReturns.ts'
import { diskFull } from '../src/faults/diskFull.ts'
import { diskSlow } from '../src/faults/diskSlow.ts'
import { engineStops } from '../src/faults/engineStops.ts'
import { killEngine } from '../src/faults/killEngine.ts'
import { logDamaged } from '../src/faults/logDamaged.ts'
import { redisAway } from '../src/faults/redisAway.ts'
import { runFault } from '../src/faults/runFault.ts'
import { type Result, table } from '../src/faults/table.ts'

// Those of engine and log; those that need a browser are among the tests that have one.
const FAULTS = [killEngine, ...redisAway, logDamaged, diskFull, diskSlow, crowdReturns, engineStops]
const CASES = FAULTS.flatMap((fault) => fault.logs.map((log) => ({ fault, log, title: fault.title })))

const results: Result[] = []
// How fast it is depends on the machine that runs the tests: shown here, held by `npm run faults`.
afterAll(() => console.log(table(results)))

test.each(CASES)(
  'nothing is lost and nobody is thrown out: $title ($log)',
  async ({ fault, log }) => {
    const result = await runFault(fault, { log, seed: 1, short: true, tell: () => undefined })
    results.push(result)
    expect(result.outcome.violations).toEqual([])
  },
  180_000,
)
