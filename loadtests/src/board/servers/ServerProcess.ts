import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { boundToParent } from '../../../../scripts/support/boundToParent.ts'

export interface ServerStart {
  /** The file that Node runs. */
  main: string
  port: number
  env: Record<string, string>
  /** Part of the line that it prints when it listens. */
  ready: string
  /** Folder for a CPU profile of the run. */
  profileDir?: string | undefined
}

const COLLECT = fileURLToPath(new URL('collectOnSignal.ts', import.meta.url))
const STOP_MS = 10_000

/** A server under test: a process of its own, run as in production. */
export class ServerProcess {
  readonly port: number
  readonly #child: ChildProcess
  readonly #lines: Interface

  private constructor(child: ChildProcess, port: number) {
    this.port = port
    this.#child = child
    this.#lines = createInterface({ input: child.stdout! })
  }

  /** Answers when it listens. */
  static async start({ main, port, env, ready, profileDir }: ServerStart): Promise<ServerProcess> {
    const profile = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : []
    const command = [process.execPath, '--expose-gc', '--import', COLLECT, ...profile, main]
    const [program, ...args] = boundToParent(command)
    const child = spawn(program!, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
    })
    const server = new ServerProcess(child, port)
    await server.#says(ready)
    return server
  }

  /** CPU time that all its threads have used, in user mode and in the kernel, ms. */
  cpuMs(): number {
    const tasks = `/proc/${this.#child.pid}/task`
    const nanoseconds = readdirSync(tasks).map((task) =>
      Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]),
    )
    return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6
  }

  /** Memory that it holds, after all its garbage is collected. */
  async residentBytes(): Promise<number> {
    const collected = this.#says('collected')
    this.#child.kill('SIGUSR2')
    await collected
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) * 1024
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit')
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGTERM')
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS)
    await exited
    clearTimeout(timer)
  }

  #says(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`the server ended before it said "${text}"`))
      const look = (line: string) => {
        if (!line.includes(text)) return
        this.#lines.off('line', look)
        this.#child.off('exit', ended)
        resolve()
      }
      this.#lines.on('line', look)
      this.#child.once('exit', ended)
    })
  }
}
