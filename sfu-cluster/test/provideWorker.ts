import { existsSync } from 'node:fs'
import { mediaWorkerPath } from '../../scripts/native/mediaWorkerPath.ts'

/** Names the media worker for mediasoup, which looks for it when it is imported. */
export function provideWorker(): void {
  if (process.env.MEDIASOUP_WORKER_BIN) return
  const path = mediaWorkerPath()
  if (existsSync(path)) process.env.MEDIASOUP_WORKER_BIN = path
}
