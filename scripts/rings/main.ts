import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { provisionServices } from '../native/provision.ts'
import { provideChromium } from '../native/tools.ts'
import { generatePrisma } from '../supervisor/generatePrisma.ts'
import { buildWeb } from '../supervisor/webBuild.ts'
import { boundToParent } from '../support/boundToParent.ts'
import { repoRoot } from '../support/repoRoot.ts'
import { runScript } from '../support/runScript.ts'
import { UserError } from '../support/UserError.ts'
import { type Count, failure, readReport, sum } from './readReport.ts'

const RINGS = ['unit', 'integration', 'e2e'] as const
type Ring = (typeof RINGS)[number]

const results = join(repoRoot, 'test-results')

/** Runs the checks and every ring, or those that are named, and prints what failed and one line of counts at the end. */
async function main(): Promise<void> {
  const rings = ringsToRun(process.argv.slice(2))
  const all = rings.length === RINGS.length
  if (all) await rm(results, { recursive: true, force: true })
  await mkdir(results, { recursive: true })
  const env = await provide(rings)
  const counts: Count[] = []
  if (all) counts.push(await check(env))
  if (rings.includes('unit')) counts.push(await runRing('unit', env))
  counts.push(...(await runWaiting(rings, env)))
  const { passed, failed, reasons } = sum(counts)
  // Last, where whoever has only the end of a long log still finds it.
  for (const reason of reasons) console.log(`\nFailed: ${reason}`)
  console.log(`\n${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
}

function ringsToRun(names: string[]): Ring[] {
  const unknown = names.find((name) => !(RINGS as readonly string[]).includes(name))
  if (unknown)
    throw new UserError(`There are no tests called "${unknown}": name some of ${RINGS.join(', ')}, or none for all.`)
  return names.length === 0 ? [...RINGS] : (names as Ring[])
}

async function provide(rings: Ring[]): Promise<NodeJS.ProcessEnv> {
  const { mediaWorker } = await provisionServices()
  await generatePrisma()
  const browser = rings.includes('e2e') ? { CHROME_BIN: await provideChromium() } : {}
  return { ...process.env, MEDIASOUP_WORKER_BIN: mediaWorker, ...browser }
}

/** All checks together count as one test. */
async function check(env: NodeJS.ProcessEnv): Promise<Count> {
  const passed = (await runProgram([join(repoRoot, 'scripts/check/main.ts')], env)) === 0
  return passed ? { passed: 1, failed: 0, reasons: [] } : failure('npm run check')
}

/** The rings that mostly wait, for services and browsers, wait together. */
async function runWaiting(rings: Ring[], env: NodeJS.ProcessEnv): Promise<Count[]> {
  const waiting = rings.filter((ring) => ring !== 'unit')
  if (waiting.length > 0) await buildWeb()
  const [first, ...others] = waiting
  if (!first) return []
  const later = others.map((ring) => runRing(ring, env, join(results, `${ring}.log`)))
  return Promise.all([runRing(first, env), ...later])
}

/** With a `log`, what it says goes there, and is shown once it is done: two at once could not be read. */
async function runRing(ring: Ring, env: NodeJS.ProcessEnv, log?: string): Promise<Count> {
  if (!log) console.log(`\n── ${ring} tests`)
  const report = join(results, `${ring}.json`)
  const vitest = join(repoRoot, 'node_modules/vitest/vitest.mjs')
  const args = ['run', '--project', ring, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await runProgram([vitest, ...args], env, log)
  if (log) console.log(`\n── ${ring} tests\n${await readFile(log, 'utf8')}`)
  const count = await readReport(report)
  // Tests may all pass and the run fail none the less, on an error outside of them.
  const endedBadly = code !== 0 && count.failed === 0
  return endedBadly ? sum([count, failure(`the ${ring} tests ended with an error outside of them`)]) : count
}

async function runProgram(args: string[], env: NodeJS.ProcessEnv, log?: string): Promise<number | null> {
  const [command, ...rest] = boundToParent([process.execPath, ...args])
  const file = log ? await open(log, 'w') : undefined
  const output = file ? file.fd : 'inherit'
  const child = spawn(command!, rest, { cwd: repoRoot, env, stdio: ['inherit', output, output] })
  const [code] = (await once(child, 'close')) as [number | null]
  await file?.close()
  return code
}

await runScript(main)
