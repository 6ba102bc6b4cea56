import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { provideRedis } from '../../../scripts/native/tools.ts'
import { boundToParent } from '../../../scripts/support/boundToParent.ts'

/** Installs Redis where it is missing, and starts one for a test. */
export async function startRedis(): Promise<TestRedis> {
  await provideRedis()
  const redis = new TestRedis(await mkdtemp(join(tmpdir(), 'lectern-redis-')), await lowPort())
  await redis.start()
  return redis
}

/** A Redis of a test's own, as durable as Lectern wants it, that can be paused, killed and robbed of its data. */
export class TestRedis {
  readonly port: number
  readonly #folder: string
  #server: ChildProcess | undefined

  constructor(folder: string, port: number) {
    this.#folder = folder
    this.port = port
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  /** Answers when it can be connected to. */
  async start(): Promise<void> {
    const options = {
      port: this.port,
      bind: '127.0.0.1',
      dir: this.#folder,
      appendonly: 'yes',
      appendfsync: 'always',
      save: '',
    }
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
    const [command, ...rest] = boundToParent(['redis-server', ...args])
    const server = spawn(command!, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#server = server
    const said: string[] = []
    const lines = createInterface({ input: server.stdout! })
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => (line.includes('Ready to accept connections') ? resolve() : said.push(line)))
      server.once('error', reject)
      server.once('exit', () => reject(new Error(`Redis did not start:\n${said.join('\n')}`)))
    })
  }

  /** Stops it without a word: connections stay, and nothing answers. */
  pause(): void {
    this.#server?.kill('SIGSTOP')
  }

  resume(): void {
    this.#server?.kill('SIGCONT')
  }

  async kill(): Promise<void> {
    const server = this.#server
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill('SIGKILL')
    await exited
  }

  /** Of a Redis that was killed. */
  async loseData(): Promise<void> {
    await rm(join(this.#folder, 'appendonlydir'), { recursive: true, force: true })
  }

  async stop(): Promise<void> {
    await this.kill()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** A free port below those that the system gives to clients, so that nobody takes it while Redis is away. */
async function lowPort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000)
    const server = createServer().listen(port, '127.0.0.1')
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    server.close()
    if (isFree) return port
  }
}
