import { fork } from 'node:child_process'
import { once } from 'node:events'
import { StudioError } from './StudioError.ts'
import type { StudioJob, StudioTold } from './studioMessages.ts'

const MAIN = new URL('./main.ts', import.meta.url)
const MAX_HEAP_MB = 1024

interface Run {
  signal: AbortSignal
  onProgress?: (percent: number) => void
}

/**
 * Makes pictures and films in a process of its own, with less right to the processor than anything else here: drawing would hold up
 * everybody, and what fonts and pictures of strangers can do to a library ends with that process.
 *
 * @returns what the job answers: bytes or pages
 * @throws `StudioError` where it cannot be made
 */
export async function runInStudio(job: StudioJob, { signal, onProgress = () => {} }: Run): Promise<number> {
  signal.throwIfAborted()
  const child = fork(MAIN, {
    execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const stop = () => void child.kill()
  signal.addEventListener('abort', stop)
  let last: StudioTold | undefined
  child.on('message', (told: StudioTold) => {
    if ('percent' in told) onProgress(told.percent)
    else last = told
  })
  try {
    const exit = once(child, 'exit')
    child.send(job)
    await exit
  } finally {
    signal.removeEventListener('abort', stop)
  }
  signal.throwIfAborted()
  if (last && 'done' in last) return last.done
  if (last && 'failure' in last) throw new StudioError(last.failure)
  throw new Error(`the studio made no ${job.kind}: ${last && 'error' in last ? last.error : 'it ended without a word'}`)
}
