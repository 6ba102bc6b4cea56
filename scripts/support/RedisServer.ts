import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { provideRedis } from '../native/tools.ts'
import { boundToParent } from './boundToParent.ts'
import { freePort } from './freePort.ts'

/** A Redis as durable as Lectern wants it, which can be paused, killed and robbed of its data. */
export class RedisServer {
  readonly url: string
  readonly folder: string
  readonly #port: number
  #server: ChildProcess | undefined

  private constructor(folder: string, port: number) {
    this.folder = folder
    this.#port = port
    this.url = `redis://127.0.0.1:${port}`
  }

  /** Answers when it can be connected to. `under`: where its folder is made. `env`: beside the environment of this process. */
  static async start({
    under = tmpdir(),
    env = {},
  }: {
    under?: string
    env?: Record<string, string>
  } = {}): Promise<RedisServer> {
    await provideRedis()
    const server = new RedisServer(await mkdtemp(join(under, 'lectern-redis-')), await freePort())
    await server.start(env)
    return server
  }

  /** Of one that was killed: with the data that it has. */
  async start(env: Record<string, string> = {}): Promise<void> {
    const options = {
      port: this.#port,
      bind: '127.0.0.1',
      dir: this.folder,
      appendonly: 'yes',
      appendfsync: 'always',
      save: '',
    }
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
    const [command, ...rest] = boundToParent(['redis-server', ...args])
    const server = spawn(command!, rest, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } })
    this.#server = server
    const said: string[] = []
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: server.stdout! }).on('line', (line) => {
        said.push(line)
        if (line.includes('Ready to accept connections')) resolve()
      })
      server.once('error', reject)
      server.once('exit', () => reject(new Error(['Redis did not start', ...said.slice(-10)].join('\n'))))
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

  /** Of one that was killed. */
  async loseData(): Promise<void> {
    await rm(join(this.folder, 'appendonlydir'), { recursive: true, force: true })
  }

  /** Of one that was killed: cuts so many bytes off what it wrote last, as a write that was not finished leaves it. */
  async tear(bytes: number): Promise<void> {
    const folder = join(this.folder, 'appendonlydir')
    const file = (await readdir(folder)).filter((name) => name.endsWith('.incr.aof')).sort()[0]!
    const { size } = await stat(join(folder, file))
    await truncate(join(folder, file), Math.max(0, size - bytes))
  }

  /** Ends it, and takes its data away. */
  async stop(): Promise<void> {
    await this.kill()
    await rm(this.folder, { recursive: true, force: true })
  }
}
