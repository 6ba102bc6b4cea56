import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { provideS3Server } from '../native/tools.ts'
import { boundToParent } from './boundToParent.ts'
import { freePort } from './freePort.ts'

const BUCKET = 'lectern'
const CREDENTIALS = { accessKeyId: 'tester', secretAccessKey: 'secret-of-the-tester' }

/** A real S3 server with one bucket, over a folder of its own. */
export class S3Server {
  /** As `openObjectStore` takes them. */
  readonly settings: {
    bucket: string
    endpoint: string
    region: string
    prefix: string
    credentials: { accessKeyId: string; secretAccessKey: string }
  }
  readonly #folder: string
  readonly #port: number
  #server: ChildProcess | undefined

  private constructor(folder: string, port: number) {
    this.#folder = folder
    this.#port = port
    const endpoint = `http://127.0.0.1:${port}`
    this.settings = { bucket: BUCKET, endpoint, region: 'us-east-1', prefix: '', credentials: CREDENTIALS }
  }

  /** Answers when requests are answered. */
  static async start(): Promise<S3Server> {
    const server = new S3Server(await mkdtemp(join(tmpdir(), 'lectern-s3-')), await freePort())
    await mkdir(join(server.#folder, 'data', BUCKET), { recursive: true })
    await server.start()
    return server
  }

  /** Of one that was killed: with the objects that it has. */
  async start(): Promise<void> {
    const program = await provideS3Server()
    // Beside the objects, since not every disk keeps extended attributes.
    const sidecar = join(this.#folder, 'attributes')
    await mkdir(sidecar, { recursive: true })
    const args = ['--port', `127.0.0.1:${this.#port}`, '--quiet', 'posix', '--sidecar', sidecar]
    const [command, ...rest] = boundToParent([program, ...args, join(this.#folder, 'data')])
    const env = { ROOT_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, ROOT_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey }
    const server = spawn(command!, rest, { stdio: 'ignore', env: { ...process.env, ...env } })
    this.#server = server
    await this.#answers(server)
  }

  async kill(): Promise<void> {
    const server = this.#server
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill('SIGKILL')
    await exited
  }

  /** Ends it, and takes its objects away. */
  async stop(): Promise<void> {
    await this.kill()
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #answers(server: ChildProcess): Promise<void> {
    while (server.exitCode === null && server.signalCode === null) {
      // Refusing whom it does not know is an answer.
      const answered = await fetch(this.settings.endpoint).then(
        () => true,
        () => false,
      )
      if (answered) return
      await pause(20)
    }
    throw new Error(`the S3 server ended with ${server.exitCode ?? server.signalCode}`)
  }
}
