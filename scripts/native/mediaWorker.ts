import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { exclusively } from '../support/exclusively.ts'
import { step } from '../support/step.ts'
import { UserError } from '../support/UserError.ts'
import { buildMediaWorker } from './buildMediaWorker.ts'
import { downloadMediaWorker } from './downloadMediaWorker.ts'
import { mediaWorkerPath } from './mediaWorkerPath.ts'

/**
 * Path of a mediasoup worker that runs on this machine, for `MEDIASOUP_WORKER_BIN`. One that the environment names
 * already is used; else the one in the cache; else it is downloaded; else it is built, which takes some minutes.
 */
export async function provideMediaWorker(): Promise<string> {
  const given = process.env.MEDIASOUP_WORKER_BIN
  if (given) {
    if (runsHere(given)) return given
    throw new UserError(
      `MEDIASOUP_WORKER_BIN names ${given}, which is not a mediasoup worker that runs here: unset it.`,
    )
  }
  const path = mediaWorkerPath()
  if (runsHere(path)) return path
  return exclusively(path, async () => {
    if (!runsHere(path)) await step('Getting the media worker', (report) => provide(path, report))
    return path
  })
}

async function provide(path: string, report: (detail: string) => void): Promise<void> {
  await mkdir(dirname(dirname(path)), { recursive: true })
  const work = await mkdtemp(`${dirname(path)}.`)
  try {
    report('download')
    let worker = await downloadMediaWorker(work)
    if (!worker || !runsHere(worker)) worker = await buildMediaWorker(work, report)
    if (!runsHere(worker)) throw new UserError(`The media worker was built, but does not run: see it in ${worker}.`)
    // Renaming within one folder, so that nobody ever sees half a worker.
    await mkdir(dirname(path), { recursive: true })
    const complete = join(dirname(path), `new-${process.pid}`)
    await copyFile(worker, complete)
    await rename(complete, path)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Started without a parent that speaks its protocol, a worker that can run says so by exit code 41. */
function runsHere(worker: string): boolean {
  return spawnSync(worker, { env: {}, stdio: 'ignore' }).status === 41
}
