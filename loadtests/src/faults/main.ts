import { cpus, totalmem } from 'node:os'
import { provisionServices } from '../../../scripts/native/provision.ts'
import { provideChromium } from '../../../scripts/native/tools.ts'
import { runScript } from '../../../scripts/support/runScript.ts'
import { UserError } from '../../../scripts/support/UserError.ts'
import type { Fault, LogKind } from './Fault.ts'
import { FAULTS } from './faults.ts'
import { type Options, readOptions } from './options.ts'
import { runFault } from './runFault.ts'
import { isGood, type Result, table } from './table.ts'

await runScript(async () => {
  const options = readOptions(process.argv.slice(2))
  const { mediaWorker } = await provisionServices()
  process.env.MEDIASOUP_WORKER_BIN = mediaWorker
  process.env.CHROME_BIN = await provideChromium()
  const results: Result[] = []
  for (const fault of chosen(options)) {
    for (const log of fault.logs) {
      if (options.log && log !== options.log) continue
      results.push(await runOne(fault, log, options))
    }
  }
  if (options.bench) console.log(machine())
  console.log(`\n${table(results)}`)
  // Connections of a fault that broke off may still be open.
  process.exit(results.every(isGood) ? 0 : 1)
})

function chosen({ only }: Options): readonly Fault[] {
  const faults = FAULTS.filter(({ id }) => only === undefined || only.includes(id))
  if (faults.length === 0) throw new UserError(`There is no such fault; there are ${FAULTS.map(({ id }) => id)}.`)
  return faults
}

async function runOne(fault: Fault, log: LogKind, { seed, seeds, short, bench }: Options): Promise<Result> {
  const tell = (line: string) => {
    if (!bench) console.log(line)
  }
  tell(`\n── ${fault.id} ${fault.title} (${log})`)
  const result = await runFault(fault, { log, seed, count: seeds, short, tell })
  for (const violation of result.outcome.violations) {
    console.log(`seed ${violation.seed}: ${violation.text}`)
    const again = `npm run faults -- --only ${fault.id} --log ${log} --seeds 1 --seed ${violation.seed}`
    console.log(`  again: ${short ? `${again} --short` : again}`)
  }
  return result
}

function machine(): string {
  const [first] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} × ${first?.model.trim()}, ${memory} GB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`
}
