import { existsSync } from 'node:fs'
import { programExists } from '../support/run.ts'
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
