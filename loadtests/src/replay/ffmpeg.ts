import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs ffmpeg and gives what it wrote to its standard output. Throws with its own words where it fails. */
export async function ffmpeg(args: string[]): Promise<Buffer> {
  const child = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args])
  const output: Buffer[] = []
  const problems: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => output.push(part))
  child.stderr.on('data', (part: Buffer) => problems.push(part))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`ffmpeg failed: ${Buffer.concat(problems).toString().trim()}`)
  return Buffer.concat(output)
}
