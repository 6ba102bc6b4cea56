import { expect, test } from 'vitest'
import type { Fault } from '../src/faults/Fault.ts'
import { networkLost } from '../src/faults/networkLost.ts'
import { postgresAway } from '../src/faults/postgresAway.ts'
import { runFault } from '../src/faults/runFault.ts'
import { servicesKilled } from '../src/faults/servicesKilled.ts'
import { sfuKilled } from '../src/faults/sfuKilled.ts'
import { table } from '../src/faults/table.ts'
import { workerKilled } from '../src/faults/workerKilled.ts'

const PATIENCE_MS = 300_000
const FAULTS: [string, Fault][] = [workerKilled, sfuKilled, networkLost, servicesKilled, postgresAway].map((fault) => [
  fault.title,
  fault,
])

// Goals are for a machine that does nothing else: here they are only printed, and what must never be must not be.
test.each(FAULTS)(
  '%s',
  async (_, fault) => {
    const result = await runFault(fault, { log: 'lmdb', seed: 1, short: true, tell: () => undefined })
    process.stdout.write(`${table([result])}\n`)
    expect(result.outcome.violations).toEqual([])
    for (const { name, values } of result.outcome.figures) expect(values, name).not.toEqual([])
  },
  PATIENCE_MS,
)
