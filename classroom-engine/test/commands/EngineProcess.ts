import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname

/** An engine in a process of its own, as it runs for people. */
export class EngineProcess {
  readonly url: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.url = `http://127.0.0.1:${port}`
  }

  /** Answers when it listens. */
  static async start(env: Record<string, string>): Promise<EngineProcess> {
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LECTERN_ENGINE_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    for await (const line of createInterface(child.stdout!)) {
      const { port } = JSON.parse(line) as { port?: number }
      if (port) return new EngineProcess(child, port)
    }
    throw new Error('the engine did not start')
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
  }
}
