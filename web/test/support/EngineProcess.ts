import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { freePort } from '../../../scripts/support/freePort.ts'
import { mintToken, type TokenRequest } from '../../../scripts/token/mintToken.ts'

const MAIN = join(import.meta.dirname, '../../../classroom-engine/src/main.ts')
const SECRET = 'a-join-secret-of-tests-with-40-characters'

/** A real engine as a process of its own, which can be killed and started again at the same port with the same data. */
export class EngineProcess {
  readonly #dataDir: string
  readonly #port: number
  #child: ChildProcessByStdio<null, Readable, null> | undefined

  private constructor(dataDir: string, port: number) {
    this.#dataDir = dataDir
    this.#port = port
  }

  static async start(): Promise<EngineProcess> {
    const engine = new EngineProcess(await mkdtemp(join(tmpdir(), 'lectern-web-')), await freePort())
    await engine.start()
    return engine
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  token(claims: Omit<TokenRequest, 'room'> & { room?: string }): string {
    return mintToken({ room: 'demo', ...claims }, SECRET)
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [MAIN], {
      env: {
        ...others(process.env),
        LECTERN_DATA_DIR: this.#dataDir,
        LECTERN_JOIN_SECRET: SECRET,
        LECTERN_ENGINE_PORT: String(this.#port),
        LECTERN_LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#child = child
    for await (const line of createInterface({ input: child.stdout })) {
      if ((JSON.parse(line) as { port?: number }).port !== this.#port) continue
      child.stdout.resume()
      return
    }
    throw new Error('the engine did not start')
  }

  /** As a power cut does it. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async close(): Promise<void> {
    await this.#end('SIGTERM')
    await rm(this.#dataDir, { recursive: true, force: true })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
}

/** Settings of whoever runs the tests are not the test's. */
const others = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('LECTERN_'))) as NodeJS.ProcessEnv
