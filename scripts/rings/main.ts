import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
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

/**
 * The rings, in the order in which they run; those of one turn run together. A browser that encodes cameras leaves out
 * pictures where it is short of the processor, so that e2e runs with nothing beside it.
 */
const TURNS = [['unit'], ['integration', 'pages'], ['e2e']] as const
const RINGS = TURNS.flat()
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
  if (rings.some((ring) => ring !== 'unit')) await buildWeb()
  for (const turn of TURNS) {
    const wanted = turn.filter((ring) => rings.includes(ring))
    if (wanted.length > 0) counts.push(await runRings(wanted, env))
  }
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
  const browser = rings.some((ring) => ring === 'pages' || ring === 'e2e')
    ? { CHROME_BIN: await provideChromium() }
    : {}
  return { ...process.env, MEDIASOUP_WORKER_BIN: mediaWorker, ...browser }
}

/** All checks together count as one test. */
async function check(env: NodeJS.ProcessEnv): Promise<Count> {
  const passed = (await runProgram([join(repoRoot, 'scripts/check/main.ts')], env)) === 0
  return passed ? { passed: 1, failed: 0, reasons: [] } : failure('npm run check')
}

async function runRings(rings: Ring[], env: NodeJS.ProcessEnv): Promise<Count> {
  const names = rings.join(' and ')
  console.log(`\n── ${names} tests`)
  const report = join(results, `${rings.join('-')}.json`)
  const vitest = join(repoRoot, 'node_modules/vitest/vitest.mjs')
  const projects = rings.map((ring) => `--project=${ring}`)
  const args = ['run', ...projects, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await runProgram([vitest, ...args], env)
  const count = await readReport(report)
  // Tests may all pass and the run fail none the less, on an error outside of them.
  const endedBadly = code !== 0 && count.failed === 0
  return endedBadly ? sum([count, failure(`the ${names} tests ended with an error outside of them`)]) : count
}

async function runProgram(args: string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  const [command, ...rest] = boundToParent([process.execPath, ...args])
  const child = spawn(command!, rest, { cwd: repoRoot, env, stdio: 'inherit' })
  const [code] = (await once(child, 'close')) as [number | null]
  return code
}

await runScript(main)
