import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { provisionServices } from '../../../scripts/native/provision.ts'
import { runScript } from '../../../scripts/support/runScript.ts'
import { UserError } from '../../../scripts/support/UserError.ts'
import type { ReplayBenchOptions } from './benchReplay.ts'

const USAGE = 'Usage: npm run bench:replay -- [--hours 3] [--opens 10] [--seeks 50] [--quick] [--json]'

await runScript(async () => {
  const { json, ...options } = readOptions(process.argv.slice(2))
  const { mediaWorker } = await provisionServices()
  // mediasoup looks for its worker when it is imported.
  process.env.MEDIASOUP_WORKER_BIN = mediaWorker
  const { benchReplay } = await import('./benchReplay.ts')
  const { replayTable } = await import('./replayTable.ts')
  const result = await benchReplay(options, (line) => process.stderr.write(`${line}\n`))
  const load = loadavg()[0]!
  if (json) console.log(JSON.stringify({ load, ...result }, null, 2))
  else console.log(`${replayTable(result)}\n\nLoad average of the machine ${load.toFixed(1)}, ${result.cores} cores.`)
})

/** Throws a `UserError` where an option is none, or has no sound value. */
function readOptions(args: string[]): ReplayBenchOptions & { json: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        hours: { type: 'string' },
        opens: { type: 'string' },
        seeks: { type: 'string' },
      },
    })
    const { quick, json } = values
    const hours = Number(values.hours ?? (quick ? 0.1 : 3))
    const opens = Number(values.opens ?? (quick ? 2 : 10))
    const seeks = Number(values.seeks ?? (quick ? 10 : 50))
    const isSound =
      hours > 0 && hours <= 12 && [opens, seeks].every((value) => Number.isSafeInteger(value) && value > 0)
    if (!isSound) throw new Error()
    return { hours, opens, seeks, quick, json }
  } catch {
    throw new UserError(USAGE)
  }
}
