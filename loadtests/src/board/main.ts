import { cpus, loadavg } from 'node:os'
import { provideUwsAddon } from '../../../scripts/native/uwsAddon.ts'
import { runScript } from '../../../scripts/support/runScript.ts'
import { UserError } from '../../../scripts/support/UserError.ts'
import { LoadProcess } from './load/LoadProcess.ts'
import { Bench } from './measures/Bench.ts'
import { type Measure, measures } from './measures/measures.ts'
import { isChosen, type Options, readOptions } from './options.ts'
import { type MeasureResult, medians, tables } from './report.ts'
import type { ServerKind } from './servers/ServerKind.ts'
import { serverKinds } from './servers/serverKinds.ts'

const LOAD_PROCESSES = 2

await runScript(async () => {
  const options = readOptions(process.argv.slice(2))
  await provideUwsAddon()
  const kinds = serverKinds().filter(({ title }) => isChosen(title, options.servers))
  const chosen = measures(options.quick).filter(({ name }) => isChosen(name, options.measures))
  if (kinds.length === 0 || chosen.length === 0) throw new UserError('There is nothing of that name to measure.')
  const results = chosen.map((measure) => ({
    measure,
    results: kinds.map(({ title, does }) => ({ server: title, does, rounds: [] })),
  })) satisfies MeasureResult[]
  const loads = Array.from({ length: LOAD_PROCESSES }, () => new LoadProcess())
  try {
    await runAll(kinds, results, loads, options)
  } finally {
    for (const load of loads) load.end()
  }
  console.log(options.json ? JSON.stringify(plain(results)) : shown(results, kinds, options))
})

/** Round by round, measure by measure, server by server, so that what the machine does besides meets all alike. */
async function runAll(kinds: ServerKind[], results: MeasureResult[], loads: LoadProcess[], options: Options) {
  // A quick run spares the starts: each server is measured in everything at once.
  const groups = options.quick ? [results] : results.map((one) => [one])
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const group of groups) {
      for (const [index, kind] of kinds.entries()) await runOne(kind, index, group, loads, options)
    }
  }
}

async function runOne(
  kind: ServerKind,
  index: number,
  group: MeasureResult[],
  loads: LoadProcess[],
  { profile }: Options,
): Promise<void> {
  const server = await kind.start(profile)
  try {
    for (const { measure, results } of group) {
      const figures = await measure.run(new Bench(kind, server, loads))
      results[index]!.rounds.push(figures)
      tell(measure, kind, figures)
    }
  } finally {
    await server.stop()
    await kind.clean()
  }
}

/** How far it is, with the load of the machine: what else it does shows in the times, less so in the CPU time. */
function tell({ name, columns }: Measure, { title }: ServerKind, figures: Record<string, number>): void {
  const values = columns.map(({ key, title: column, digits }) => `${column} ${figures[key]!.toFixed(digits)}`)
  console.error(`${name}, ${title}: ${values.join(', ')} (load ${loadavg()[0]!.toFixed(1)})`)
}

function plain(results: MeasureResult[]) {
  return results.map(({ measure: { name, title, goal }, results: servers }) => ({
    name,
    title,
    goal,
    servers: servers.map((each) => ({ ...each, medians: medians(each.rounds) })),
  }))
}

function shown(results: MeasureResult[], kinds: ServerKind[], { rounds }: Options): string {
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`
  const servers = kinds.map(({ title, does }) => `${title}: ${does}`)
  return ['', machine, `Medians of ${rounds} interleaved rounds.`, ...servers, '', tables(results)].join('\n')
}
