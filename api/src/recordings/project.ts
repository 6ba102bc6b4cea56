import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type StoreSettings, storeSettings } from '@lectern/recording'
import type { Config } from '../config.ts'
import type { EditList } from './edits.ts'

/** What the worker is given. */
export interface ProjectionAsked {
  settings: StoreSettings
  room: string
  revision: number
  edits: EditList
}

/** What the worker tells: how far it is, and at last how long the class is now. */
export type ProjectionTold = { percent: number } | { endMs: number }

export interface ProjectOptions extends Omit<ProjectionAsked, 'settings'> {
  signal: AbortSignal
  /** 0 to 100. */
  onProgress: (percent: number) => void
}

const WORKER = new URL('./projectWorker.ts', import.meta.url)

/**
 * Makes the edited timeline of a room, in a thread of its own: folding a long class takes seconds of computing.
 *
 * @returns class time of its end, ms
 */
export async function project(
  config: Config,
  { signal, onProgress, ...asked }: ProjectOptions,
): Promise<{ endMs: number }> {
  signal.throwIfAborted()
  const workerData: ProjectionAsked = { settings: storeSettings(config), ...asked }
  const worker = new Worker(WORKER, { workerData })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop)
  let result: { endMs: number } | undefined
  worker.on('message', (told: ProjectionTold) => {
    if ('endMs' in told) result = told
    else onProgress(told.percent)
  })
  try {
    await once(worker, 'exit')
  } finally {
    signal.removeEventListener('abort', stop)
  }
  signal.throwIfAborted()
  if (!result) throw new Error('the projection of a timeline ended without a result')
  return result
}
