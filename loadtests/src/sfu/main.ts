import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { provisionServices } from '../../../scripts/native/provision.ts'
import { runScript } from '../../../scripts/support/runScript.ts'
import { UserError } from '../../../scripts/support/UserError.ts'

const USAGE = 'Usage: npm run bench:sfu -- [--rounds 5] [--only "12 ×"] [--quick] [--json]'

await runScript(async () => {
  const { quick, json, only, rounds } = readOptions(process.argv.slice(2))
  const { mediaWorker } = await provisionServices()
  // mediasoup looks for its worker when it is imported.
  process.env.MEDIASOUP_WORKER_BIN = mediaWorker
  const { benchSfu } = await import('./benchSfu.ts')
  const { sfuRows, sfuTable } = await import('./sfuTable.ts')
  const rows = sfuRows(await benchSfu({ quick, rounds, only }, (line) => process.stderr.write(`${line}\n`)))
  const load = loadavg()[0]!
  if (json) console.log(JSON.stringify({ rounds, load, rows }, null, 2))
  else console.log(`${sfuTable(rows)}\n\nMedians of ${rounds} rounds; load average of the machine ${load.toFixed(1)}.`)
})

/** Throws a `UserError` where an option is none, or has no sound value. */
function readOptions(args: string[]): { quick: boolean; json: boolean; only: string | undefined; rounds: number } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        only: { type: 'string' },
      },
    })
    const rounds = Number(values.rounds ?? (values.quick ? 1 : 5))
    if (!Number.isSafeInteger(rounds) || rounds < 1) throw new Error()
    return { quick: values.quick, json: values.json, only: values.only, rounds }
  } catch {
    throw new UserError(USAGE)
  }
}
