import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { JOIN_SECRET } from './mintToken.ts'

const MAIN = new URL('../../src/main.ts', import.meta.url)

/** The engine as it is started for real: a process of its own, which can be killed. */
export class EngineProcess {
  readonly port: number
  readonly #folder: string
  #child: ChildProcess | undefined

  constructor(folder: string, port: number) {
    this.#folder = folder
    this.port = port
  }

  get pid(): number {
    return this.#child!.pid!
  }

  /** Answers when it listens. */
  async start(env: Record<string, string> = {}): Promise<void> {
    const child = spawn(process.execPath, [MAIN.pathname], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        LECTERN_DEMO: '1',
        LECTERN_LOG_LEVEL: 'info',
        LECTERN_JOIN_SECRET: JOIN_SECRET,
        LECTERN_DATA_DIR: this.#folder,
        LECTERN_ENGINE_PORT: String(this.port),
        ...env,
      },
    })
    this.#child = child
    const lines = createInterface({ input: child.stdout! })
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => line.includes('the engine listens') && resolve())
      child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)))
    })
  }

  /** Answers when it is gone, with its exit code. */
  async stop(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child!
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const exited = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exited) as [number | null]
    return code
  }
}
