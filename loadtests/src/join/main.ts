import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { runScript } from '../../../scripts/support/runScript.ts'
import { UserError } from '../../../scripts/support/UserError.ts'
import { benchJoin } from './benchJoin.ts'
import { joinTable } from './joinTable.ts'

const USAGE = 'Usage: npm run bench:join -- [--joins 20] [--sizes 2,30] [--quick] [--json]'

await runScript(async () => {
  const { json, ...options } = readOptions(process.argv.slice(2))
  const results = await benchJoin(options, (line) => process.stderr.write(`${line}\n`))
  const load = loadavg()[0]!
  if (json) console.log(JSON.stringify({ load, results }, null, 2))
  else
    console.log(`${joinTable(results)}\n\n${options.joins} joins each; load average of the machine ${load.toFixed(1)}.`)
})

/** Throws a `UserError` where an option is none, or has no sound value. */
function readOptions(args: string[]): { sizes: number[]; joins: number; json: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        joins: { type: 'string' },
        sizes: { type: 'string' },
      },
    })
    const sizes = (values.sizes ?? (values.quick ? '2' : '2,30')).split(',').map(Number)
    const joins = Number(values.joins ?? (values.quick ? 2 : 20))
    if (![...sizes, joins].every((value) => Number.isSafeInteger(value) && value > 0)) throw new Error()
    return { sizes, joins, json: values.json }
  } catch {
    throw new UserError(USAGE)
  }
}
