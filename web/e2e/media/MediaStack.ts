import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JoinClaims } from '@lectern/protocol'
import { SignJWT } from 'jose'
import { mediaWorkerPath } from '../../../scripts/native/mediaWorkerPath.ts'
import { ServiceProcess } from './ServiceProcess.ts'
import { type ServedPage, servePage } from './servePage.ts'

const SFU_SECRET = 'sfu-secret-of-the-media-tests-00000'
const JOIN_SECRET = 'join-secret-of-the-media-tests-0000'

/** Workers take the ports that follow theirs, so they have a range of their own. */
const FIRST_MEDIA_PORT = 11_000
const FIRST_PORT = 21_000
const PORTS = 9000

/** A worker is full with one person, so that two people of a class live on different ones. */
const TWO_SMALL_WORKERS = { LECTERN_SFU_WORKERS: '2', LECTERN_SFU_CONSUMERS_PER_ROUTER: '3', LECTERN_SFU_RTC_PORT: '0' }

/** SFU, engine and a page with the real clients, each as they run for people. */
export class MediaStack {
  sfu: ServiceProcess
  engine: ServiceProcess
  readonly #page: ServedPage
  readonly #dataDir: string
  readonly #sfuEnv: Record<string, string>

  private constructor(
    sfu: ServiceProcess,
    engine: ServiceProcess,
    page: ServedPage,
    dataDir: string,
    sfuEnv: Record<string, string>,
  ) {
    this.sfu = sfu
    this.engine = engine
    this.#page = page
    this.#dataDir = dataDir
    this.#sfuEnv = sfuEnv
  }

  /** `sfuEnv`: settings of the SFU besides those of these tests. */
  static async start(sfuEnv: Record<string, string> = TWO_SMALL_WORKERS): Promise<MediaStack> {
    const dataDir = await mkdtemp(join(tmpdir(), 'lectern-media-'))
    const env = { LECTERN_SFU_RTC_PORT: String(await quietPort(FIRST_MEDIA_PORT)), ...sfuEnv }
    const [page, sfu] = await Promise.all([servePage(), quietPort().then((port) => startSfu(port, env))])
    const engine = await startEngine({ port: await quietPort(), sfu: sfu.port, origin: page.origin, dataDir })
    return new MediaStack(sfu, engine, page, dataDir, env)
  }

  /** Port of the first media worker. */
  get mediaPort(): number {
    return Number(this.#sfuEnv.LECTERN_SFU_RTC_PORT)
  }

  /** Address of the page for a person in a room, who may have another way to the engine than its own port. */
  async pageFor(
    room: string,
    userId: string,
    claims: Partial<JoinClaims>,
    enginePort = this.engine.port,
  ): Promise<string> {
    const token = await this.token(room, userId, claims)
    const query = new URLSearchParams({ engine: `http://127.0.0.1:${enginePort}`, token })
    return `${this.#page.origin}/?${query}`
  }

  /** A join token that is good for an hour. */
  token(room: string, userId: string, claims: Partial<JoinClaims>): Promise<string> {
    const exp = Math.floor(Date.now() / 1000) + 3600
    return new SignJWT({ room, sub: userId, name: userId, role: 'student', exp, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(JOIN_SECRET))
  }

  async crashSfu(): Promise<void> {
    await this.sfu.end('SIGKILL')
    this.sfu = await startSfu(this.sfu.port, this.#sfuEnv)
  }

  async crashEngine(): Promise<void> {
    await this.engine.end('SIGKILL')
    const { origin } = this.#page
    this.engine = await startEngine({ port: this.engine.port, sfu: this.sfu.port, origin, dataDir: this.#dataDir })
  }

  async close(): Promise<void> {
    await Promise.all([this.engine.end('SIGTERM'), this.sfu.end('SIGTERM'), this.#page.close()])
    await rm(this.#dataDir, { recursive: true })
  }
}

/**
 * A free port that the system does not give to outgoing connections: a client that tries to come back to a dead engine could be
 * given the engine's own port, and would talk to itself.
 */
async function quietPort(first = FIRST_PORT): Promise<number> {
  const port = first + Math.floor(Math.random() * PORTS)
  const server = createServer()
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening')
  } catch {
    return quietPort(first)
  }
  await new Promise((resolve) => server.close(resolve))
  return port
}

function startSfu(port: number, env: Record<string, string>): Promise<ServiceProcess> {
  const provided = mediaWorkerPath()
  return ServiceProcess.start('sfu-cluster', {
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? (existsSync(provided) ? provided : undefined),
    LECTERN_SFU_SECRET: SFU_SECRET,
    LECTERN_SFU_PORT: String(port),
    ...env,
  })
}

function startEngine({ port, sfu, origin, dataDir }: { port: number; sfu: number; origin: string; dataDir: string }) {
  return ServiceProcess.start('classroom-engine', {
    LECTERN_DATA_DIR: dataDir,
    LECTERN_ENGINE_PORT: String(port),
    LECTERN_JOIN_SECRET: JOIN_SECRET,
    LECTERN_PUBLIC_WEB_URL: origin,
    LECTERN_SFU_URL: `ws://127.0.0.1:${sfu}`,
    LECTERN_SFU_SECRET: SFU_SECRET,
  })
}
