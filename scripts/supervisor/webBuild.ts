import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contentHash } from '../support/contentHash.ts'
import { exclusively } from '../support/exclusively.ts'
import { repoRoot } from '../support/repoRoot.ts'
import { run } from '../support/run.ts'
import { step } from '../support/step.ts'
import { UserError } from '../support/UserError.ts'
import { requireSpace } from './requireSpace.ts'

const web = join(repoRoot, 'web')
const stamp = join(web, '.next/lectern-sources.sha256')
const SOURCES = ['web', 'protocol/src', 'package-lock.json']
const IGNORED =
  /^web\/(\.next|node_modules|e2e|test|test-results|next-env\.d\.ts$|.*\.tsbuildinfo$)|\.(test|spec)\.tsx?$/
const SPACE = 500_000_000

/** Builds the web app unless the present build is of these very sources. Several callers at once build it once. */
export async function buildWeb(): Promise<void> {
  if (await isCurrent()) return
  await exclusively(`web build in ${web}`, async () => {
    if (await isCurrent()) return
    await requireSpace(web, SPACE, 'for the web app')
    await step('Building the web app', build)
  })
}

async function build(): Promise<void> {
  await rm(stamp, { force: true })
  const sources = await sourcesHash()
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
  } as NodeJS.ProcessEnv
  // A build must not depend on where it will be served, so no setting reaches it.
  for (const name of Object.keys(env)) if (name.startsWith('LECTERN_')) delete env[name]
  const next = join(repoRoot, 'node_modules/next/dist/bin/next')
  await run(process.execPath, [next, 'build'], { cwd: web, env }).catch((error: Error) => {
    if (/ENOSPC|No space left/.test(error.message)) throw error
    throw new UserError(`The web app could not be built:\n${error.message}`)
  })
  await writeFile(stamp, sources)
}

async function isCurrent(): Promise<boolean> {
  const built = await readFile(stamp, 'utf8').catch(() => undefined)
  return built !== undefined && built === (await sourcesHash())
}

function sourcesHash(): Promise<string> {
  return contentHash(repoRoot, SOURCES, (path) => IGNORED.test(path))
}
