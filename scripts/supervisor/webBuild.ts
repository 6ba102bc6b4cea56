import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
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
const SOURCES = ['web', 'protocol/src', 'recording/src', 'package-lock.json']
const IGNORED =
  /^web\/(\.next|public|node_modules|e2e|test|test-results|next-env\.d\.ts$|.*\.tsbuildinfo$)|\.(test|spec)\.tsx?$/
const SPACE = 500_000_000
const NOWHERE = 'known-at-build-time.invalid'

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
  const env = buildEnv(process.env)
  const next = join(repoRoot, 'node_modules/next/dist/bin/next')
  await run(process.execPath, [next, 'build'], { cwd: web, env }).catch((error: Error) => {
    if (/ENOSPC|No space left/.test(error.message)) throw error
    throw new UserError(`The web app could not be built:\n${error.message}`)
  })
  await run(process.execPath, ['scripts/compressStatic.ts'], { cwd: web, env })
  await refuseBakedSettings()
  await writeFile(stamp, sources)
}

/**
 * The build runs the modules of pages, which want settings; but what it makes must not depend on where it will be served.
 * So they get settings that no page may contain.
 */
function buildEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith('LECTERN_'))
  return {
    ...Object.fromEntries(others),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
    LECTERN_DEMO: '1',
    LECTERN_PUBLIC_WEB_URL: `http://web.${NOWHERE}`,
    LECTERN_PUBLIC_ENGINE_URL: `http://engine.${NOWHERE}`,
    LECTERN_API_SECRET: NOWHERE,
    LECTERN_AUTH_SECRET: NOWHERE,
  }
}

async function refuseBakedSettings(): Promise<void> {
  const folder = join(web, '.next/server/app')
  const pages = (await readdir(folder, { recursive: true })).filter((file) => /\.(html|rsc|body|meta)$/.test(file))
  for (const page of pages) {
    const text = await readFile(join(folder, page), 'utf8')
    if (text.includes(NOWHERE)) throw new Error(`the page ${page} was made at build time with a setting in it`)
  }
}

async function isCurrent(): Promise<boolean> {
  const built = await readFile(stamp, 'utf8').catch(() => undefined)
  return built !== undefined && built === (await sourcesHash())
}

function sourcesHash(): Promise<string> {
  return contentHash(repoRoot, SOURCES, (path) => IGNORED.test(path))
}
