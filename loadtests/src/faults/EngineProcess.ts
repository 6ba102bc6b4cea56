import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { boundToParent } from '../../../scripts/support/boundToParent.ts'

const MAIN = new URL('../../../classroom-engine/src/main.ts', import.meta.url).pathname
const KEPT_LINES = 200
/** The kernel counts CPU time in hundredths of a second. */
const TICK_MS = 10

export interface EngineProcessOptions {
  port: number
  /** Settings of the engine besides its port. */
  env: Record<string, string>
  /** Of Node itself. */
  nodeArgs?: string[]
}

/** An engine as it runs for people: a process of its own, on one port for good. */
export class EngineProcess {
  readonly url: string
  readonly #options: EngineProcessOptions
  #child: ChildProcess | undefined
  #lines: string[] = []

  constructor(options: EngineProcessOptions) {
    this.#options = options
    this.url = `http://127.0.0.1:${options.port}`
  }

  get pid(): number {
    return this.#child!.pid!
  }

  /** CPU time that it has used since its start, in user mode and in the kernel, ms. */
  get cpuMs(): number {
    const [user, system] = readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13)
    return (Number(user) + Number(system)) * TICK_MS
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** What it logged last, one JSON value per line. */
  get lastLines(): readonly string[] {
    return this.#lines
  }

  /** Warnings and errors among them, and what was no log line at all. */
  get complaints(): readonly string[] {
    return this.#lines.filter((line) => !/^\{"level":[1-3]0,/.test(line))
  }

  /** Answers when it listens. Throws what it said last where it does not start. */
  async start(env: Record<string, string> = {}): Promise<void> {
    const { port, nodeArgs = [] } = this.#options
    const [command, ...args] = boundToParent([process.execPath, ...nodeArgs, MAIN])
    const child = spawn(command!, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...others(process.env), LECTERN_ENGINE_PORT: String(port), ...this.#options.env, ...env },
    })
    this.#child = child
    this.#lines = []
    createInterface({ input: child.stderr! }).on('line', (line) => this.#keep(line))
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout! }).on('line', (line) => {
        this.#keep(line)
        if (line.includes('the engine listens')) resolve()
      })
      child.once('close', (code, signal) => {
        reject(new Error([`the engine ended with ${code ?? signal}`, ...this.#lines.slice(-20)].join('\n')))
      })
    })
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal)
  }

  /** Ends it; answers with its exit code when it is gone. */
  async stop(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child
    if (!child || !this.isRunning) return child?.exitCode ?? null
    const exited = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exited) as [number | null]
    return code
  }

  /** What `/readyz` says. */
  async readiness(): Promise<{ status: number; reason: string }> {
    const response = await fetch(`${this.url}/readyz`)
    const { reason = '' } = (await response.json()) as { reason?: string }
    return { status: response.status, reason }
  }

  #keep(line: string): void {
    this.#lines.push(line)
    if (this.#lines.length > KEPT_LINES) this.#lines.shift()
  }
}

/** Settings of whoever runs the tests are not the engine's. */
const others = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('LECTERN_'))) as NodeJS.ProcessEnv
