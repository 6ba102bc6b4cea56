import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { uwsAddonDir } from '../../classroom-engine/src/edge/uwsAddonDir.ts'
import { exclusively } from '../support/exclusively.ts'
import { repoRoot } from '../support/repoRoot.ts'
import { programExists, run } from '../support/run.ts'
import { step } from '../support/step.ts'
import { UserError } from '../support/UserError.ts'
import { installPackages } from './apt.ts'
import { weakenVersionNeed } from './weakenVersionNeed.ts'

const LOADER = join(repoRoot, 'classroom-engine/src/edge/uws.ts')

/** Sees to it that the engine can load uWebSockets.js here: on a C library older than 2.38, by a copy of the addon made ready for it. */
export async function provideUwsAddon(): Promise<void> {
  if (!needsOldLibcCopy() || (await loads()) === undefined) return
  await exclusively(uwsAddonDir(), async () => {
    if (await loads()) await step('Making uWebSockets.js ready for this C library', prepare)
  })
  const failure = await loads()
  if (failure)
    throw new UserError(`uWebSockets.js does not load here, so use a machine with glibc 2.38 or newer: ${failure}`)
}

/** Whether the package's own binary cannot load: it wants glibc 2.38. Not answered by loading it, which costs a process. */
function needsOldLibcCopy(): boolean {
  if (process.platform !== 'linux') return false
  const { glibcVersionRuntime = '' } = (process.report.getReport() as { header: { glibcVersionRuntime?: string } })
    .header
  const [major = 0, minor = 0] = glibcVersionRuntime.split('.').map(Number)
  return major < 2 || (major === 2 && minor < 38)
}

/** The reason why the engine's loader fails, or undefined if it does not. */
async function loads(): Promise<string | undefined> {
  return run(process.execPath, [LOADER]).then(
    () => undefined,
    (error: Error) => error.message,
  )
}

async function prepare(): Promise<void> {
  if (!(await programExists('gcc')))
    await installPackages(['gcc', 'libc6-dev'], 'compiles a small part of uWebSockets.js')
  const target = uwsAddonDir()
  await mkdir(dirname(target), { recursive: true })
  const work = await mkdtemp(`${target}.`)
  try {
    await run('gcc', [
      '-shared',
      '-fPIC',
      '-O2',
      '-o',
      join(work, 'isoc23.node'),
      join(repoRoot, 'scripts/native/uws/isoc23.c'),
    ])
    await writeFile(join(work, 'uws.node'), await weakenedAddon())
    await rm(target, { recursive: true, force: true })
    await rename(work, target)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function weakenedAddon(): Promise<Buffer> {
  const folder = dirname(createRequire(LOADER).resolve('uWebSockets.js'))
  const file = `uws_${process.platform}_${process.arch}_${process.versions.modules}.node`
  const addon = await readFile(join(folder, file))
  weakenVersionNeed(addon, 'GLIBC_2.38')
  return addon
}
