import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = join(import.meta.dirname, '../../..')

/** A service as it is run: `<service>/src/main.ts` in a process of its own. */
export class ServiceProcess {
  readonly port: number
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
  }

  /** Resolves once it says on which port it listens. */
  static async start(service: string, env: Record<string, string | undefined>): Promise<ServiceProcess> {
    const child = spawn(process.execPath, [join(ROOT, service, 'src/main.ts')], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    for await (const line of createInterface({ input: child.stdout! })) {
      const { port } = JSON.parse(line) as { port?: number }
      if (port === undefined) continue
      child.stdout!.resume()
      return new ServiceProcess(child, port)
    }
    throw new Error(`${service} did not start`)
  }

  /** Processes that it has started. */
  get childPids(): number[] {
    const { pid } = this.#child
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'exit')
    this.#child.kill(signal)
    await gone
  }
}
