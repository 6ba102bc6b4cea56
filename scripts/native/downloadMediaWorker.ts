import { chmod, writeFile } from 'node:fs/promises'
import { platform, release } from 'node:os'
import { join } from 'node:path'
import { run } from '../support/run.ts'
import { mediasoupVersion } from './mediaWorkerPath.ts'

const ANSWER_MS = 10_000
const BODY_MS = 180_000

/** Downloads mediasoup's own prebuilt worker into `folder`; undefined where it cannot be had. */
export async function downloadMediaWorker(folder: string): Promise<string | undefined> {
  const archive = join(folder, 'prebuilt.tgz')
  try {
    await writeFile(archive, await download(prebuiltUrl()))
    await run('tar', ['-xzf', archive, '-C', folder, 'mediasoup-worker'])
  } catch {
    return undefined
  }
  const worker = join(folder, 'mediasoup-worker')
  await chmod(worker, 0o755)
  return worker
}

function prebuiltUrl(): string {
  const base =
    process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL ??
    'https://github.com/versatica/mediasoup/releases/download'
  const kernel = platform() === 'linux' ? `-kernel${release().split('.')[0]}` : ''
  const version = mediasoupVersion()
  return `${base}/${version}/mediasoup-worker-${version}-${platform()}-${process.arch}${kernel}.tgz`
}

async function download(url: string): Promise<Buffer> {
  const abort = new AbortController()
  const noAnswer = setTimeout(() => abort.abort(), ANSWER_MS)
  const tooSlow = setTimeout(() => abort.abort(), BODY_MS)
  try {
    const response = await fetch(url, { signal: abort.signal })
    clearTimeout(noAnswer)
    if (!response.ok) throw new Error(`${url} answers ${response.status}`)
    return Buffer.from(await response.arrayBuffer())
  } finally {
    clearTimeout(noAnswer)
    clearTimeout(tooSlow)
  }
}
