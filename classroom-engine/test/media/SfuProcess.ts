import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { mediaWorkerPath } from '../../../scripts/native/mediaWorkerPath.ts'

const SFU_MAIN = join(import.meta.dirname, '../../../sfu-cluster/src/main.ts')

export const SFU_SECRET = 'media-test-secret-media-test-secret'

/** The SFU as it is run: a process of its own, with one worker. */
export class SfuProcess {
  static readonly #running = new Set<SfuProcess>()
  readonly port: number
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
    SfuProcess.#running.add(this)
  }

  /** Ends what a failed test left. */
  static async endAll(): Promise<void> {
    await Promise.all([...SfuProcess.#running].map((each) => each.end('SIGKILL')))
  }

  /** `port` 0: any free one. */
  static async start(port = 0, env: Record<string, string> = {}): Promise<SfuProcess> {
    const child = spawn(process.execPath, [SFU_MAIN], {
      env: {
        ...process.env,
        MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? providedWorker(),
        LECTERN_SFU_SECRET: SFU_SECRET,
        LECTERN_SFU_PORT: String(port),
        LECTERN_SFU_RTC_PORT: '0',
        LECTERN_SFU_WORKERS: '1',
        LECTERN_LOG_LEVEL: 'info',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    for await (const line of createInterface({ input: child.stdout! })) {
      const entry = JSON.parse(line) as { msg: string; port: number }
      if (entry.msg !== 'sfu is up') continue
      child.stdout!.resume()
      return new SfuProcess(child, entry.port)
    }
    throw new Error('the SFU did not start')
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    SfuProcess.#running.delete(this)
    const exited = once(this.#child, 'exit') as Promise<[number | null]>
    this.#child.kill(signal)
    return (await exited)[0]
  }
}

function providedWorker(): string | undefined {
  const path = mediaWorkerPath()
  return existsSync(path) ? path : undefined
}
