import { type SpawnOptions, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { boundToParent } from './boundToParent.ts'

export interface RunOptions extends Pick<SpawnOptions, 'cwd' | 'env'> {
  /** Called with each line of output, of both streams. */
  onLine?: (line: string) => void
  /** Milliseconds after which the program is killed. */
  timeout?: number
}

const KEPT_LINES = 2_000
const SHOWN_LINES = 30

/** A program that ended badly. The message shows its last lines, `output` all that was kept. */
export class ProgramFailure extends Error {
  override name = 'ProgramFailure'
  readonly output: string

  constructor(command: string, how: string, lines: string[]) {
    super([`"${command}" ended with ${how}`, ...lines.slice(-SHOWN_LINES)].join('\n'))
    this.output = lines.join('\n')
  }
}

/** Runs a program to its end and returns its standard output; throws a `ProgramFailure` if it fails. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const [program, ...rest] = boundToParent([command, ...args])
    const child = spawn(program!, rest, {
      cwd: options.cwd,
      env: options.env,
      timeout: options.timeout,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const out: string[] = []
    const last: string[] = []
    const keep = (line: string) => {
      last.push(line)
      if (last.length > KEPT_LINES) last.shift()
      options.onLine?.(line)
    }
    createInterface({ input: child.stdout }).on('line', (line) => {
      out.push(line)
      keep(line)
    })
    createInterface({ input: child.stderr }).on('line', keep)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(out.join('\n'))
      reject(new ProgramFailure([command, ...args].join(' '), signal ?? `code ${code}`, last))
    })
  })
}

/** Whether a program of this name can be started. */
export function programExists(command: string, args = ['--version']): Promise<boolean> {
  return run(command, args, { timeout: 20_000 }).then(
    () => true,
    () => false,
  )
}
