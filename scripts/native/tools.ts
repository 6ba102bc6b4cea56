import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheDir } from '../support/cacheDir.ts'
import { exclusively } from '../support/exclusively.ts'
import { programExists, run } from '../support/run.ts'
import { step } from '../support/step.ts'
import { UserError } from '../support/UserError.ts'
import { installPackages } from './apt.ts'

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Sees to it that `ffmpeg` can be started. */
export async function provideFfmpeg(): Promise<void> {
  const works = () => programExists('ffmpeg', ['-version'])
  if (await works()) return
  await step('Installing ffmpeg', (report) => installPackages(['ffmpeg'], 'records classes', report))
  if (!(await works())) throw new UserError('ffmpeg is installed but does not start: see that "ffmpeg -version" works.')
}

/** Sees to it that `redis-server` can be started. */
export async function provideRedis(): Promise<void> {
  const works = () => programExists('redis-server', ['--version'])
  if (await works()) return
  const purpose = 'holds the rooms that engines share'
  await step('Installing Redis', (report) => installPackages(['redis-server'], purpose, report))
  if (!(await works()))
    throw new UserError('Redis is installed but does not start: see that "redis-server --version" works.')
}

const S3_SERVER = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0'

/** Path of an S3 server for tests, versitygw: the one in the cache, or one that Go makes there. */
export async function provideS3Server(): Promise<string> {
  const folder = join(cacheDir(), S3_SERVER.slice(S3_SERVER.lastIndexOf('/') + 1))
  const program = join(folder, 'versitygw')
  await exclusively(folder, async () => {
    if (existsSync(program)) return
    if (!(await programExists('go', ['version']))) {
      throw new UserError('The tests of S3 need Go 1.24 or newer to make their S3 server: install it from go.dev.')
    }
    const env = { ...process.env, GOBIN: folder, CGO_ENABLED: '0' }
    await step('Making an S3 server for tests', () => run('go', ['install', S3_SERVER], { env }))
  })
  return program
}

/** Path of a Chromium for the end-to-end tests: `LECTERN_TEST_CHROMIUM`, or one that is installed, or one that apt installs. */
export async function provideChromium(): Promise<string> {
  const found = findChromium()
  if (found) return found
  await step('Installing Chromium', (report) => installPackages(['chromium'], 'runs the browser tests', report))
  const installed = findChromium()
  if (installed) return installed
  throw new UserError('apt installed no usable Chromium: install one and name it in LECTERN_TEST_CHROMIUM.')
}

/** Path of an installed Chromium or Chrome, or undefined. */
function findChromium(): string | undefined {
  return process.env.LECTERN_TEST_CHROMIUM || BROWSERS.find((path) => existsSync(path))
}
