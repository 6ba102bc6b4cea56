import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StudioError } from '../studio/StudioError.ts'

const KEPT_CHARS = 2000

/** ffmpeg could not do it. Its message has the last that it said. */
export class FfmpegError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FfmpegError'
  }
}

interface Run {
  signal: AbortSignal
  /** Goes into its first pipe. */
  input?: AsyncIterable<Uint8Array>
}

/** Runs ffmpeg and answers what it wrote to its second pipe. Throws `FfmpegError`, or `StudioError` where no other try could help. */
export async function runFfmpeg(args: string[], { signal, input }: Run): Promise<Buffer> {
  signal.throwIfAborted()
  const child = spawn('ffmpeg', args, { signal, stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close') as Promise<[code: number | null]>
  let said = ''
  child.stderr!.on('data', (part: Buffer) => {
    said = (said + part).slice(-KEPT_CHARS)
  })
  const written: Buffer[] = []
  child.stdout!.on('data', (part: Buffer) => written.push(part))
  // What it does not want any more is no failure; whether it was content, its exit tells.
  const fed = input && child.stdin ? pipeline(Readable.from(input), child.stdin).catch(() => undefined) : undefined
  const [code] = await ended.catch((error: NodeJS.ErrnoException) => {
    signal.throwIfAborted()
    if (error.code === 'ENOENT') throw new StudioError('ffmpeg is not installed on the server.')
    throw new FfmpegError(error.message)
  })
  await fed
  signal.throwIfAborted()
  if (said.includes('No space left on device')) throw new StudioError('The disk of the server is full.')
  if (code !== 0) throw new FfmpegError(`ffmpeg ended with ${code}: ${said.trim()}`)
  return Buffer.concat(written)
}
