import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readmeWithSettings } from '../settings/readme.ts'
import { generatePrisma } from '../supervisor/generatePrisma.ts'
import { repoRoot } from '../support/repoRoot.ts'
import { ProgramFailure, run } from '../support/run.ts'
import { runScript } from '../support/runScript.ts'
import { forbiddenImports, importCycles } from './importRules.ts'
import { lockGaps } from './lockGaps.ts'
import { readImports } from './readImports.ts'

const PROJECTS = [
  'protocol',
  'prisma',
  'recording',
  'classroom-engine',
  'sfu-cluster',
  'sfu-cluster/e2e',
  'api',
  'web',
  'web/e2e',
  'loadtests',
  'scripts',
]

/** A step resolves, or throws with what is wrong. */
const STEPS: Record<string, () => Promise<unknown>> = {
  'format and lint': () => bin('biome', 'ci', '--colors=off', '--error-on-warnings', '--max-diagnostics=50', '.'),
  types: checkTypes,
  'import arrows and cycles': checkImports,
  'lock file': checkLockFile,
  'settings in the README': checkReadme,
  'unused code': () => bin('knip', '--no-progress'),
}

async function checkTypes(): Promise<void> {
  await generatePrisma()
  const checks = PROJECTS.map((project) => bin('tsc', '-p', join(repoRoot, project, 'tsconfig.json')))
  const failures = (await Promise.allSettled(checks)).filter((check) => check.status === 'rejected')
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => whatItSaid(reason)).join('\n'))
}

async function checkLockFile(): Promise<void> {
  const { packages } = JSON.parse(await readFile(join(repoRoot, 'package-lock.json'), 'utf8')) as {
    packages: Parameters<typeof lockGaps>[0]
  }
  const gaps = lockGaps(packages)
  if (gaps.length > 0) throw new Error(gaps.join('\n'))
}

async function checkReadme(): Promise<void> {
  const { present, wanted } = await readmeWithSettings()
  if (present !== wanted) throw new Error('The table of settings is not up to date: run "npm run settings".')
}

async function checkImports(): Promise<void> {
  const imports = await readImports()
  const problems = [...forbiddenImports(imports), ...importCycles(imports).map((cycle) => `cycle: ${cycle}`)]
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

function whatItSaid(error: Error): string {
  return error instanceof ProgramFailure ? error.output : error.message
}

function bin(name: string, ...args: string[]): Promise<string> {
  const program = join(repoRoot, 'node_modules/.bin', name)
  if (!existsSync(program)) throw new Error(`${name} is not installed`)
  return run(program, args, { cwd: repoRoot })
}

await runScript(async () => {
  let failed = 0
  for (const [name, check] of Object.entries(STEPS)) {
    const started = Date.now()
    const problem = await check().then(() => undefined, whatItSaid)
    console.log(`${problem ? '✗' : '✓'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
    if (problem) console.log(problem)
    if (problem) failed += 1
  }
  if (failed > 0) process.exitCode = 1
})
