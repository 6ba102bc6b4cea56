import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JoinClaims } from '@lectern/protocol'
import { pino } from 'pino'
import { freePort } from '../../../scripts/support/freePort.ts'
import type { EngineConfig } from '../../src/config.ts'
import { createEngine, type Engine, type EngineParts } from '../../src/createEngine.ts'
import { CommandClient } from './CommandClient.ts'
import { JOIN_SECRET, mintToken } from './mintToken.ts'
import { RawClient } from './RawClient.ts'
import { StockClient } from './StockClient.ts'

interface Closable {
  close(): void
}

const SILENT = pino({ level: process.env.LECTERN_LOG_LEVEL ?? 'silent' })

/** A real engine on a free port with a log of its own, and clients for it. */
export class TestEngine {
  engine!: Engine
  readonly #folder: string
  #config: Partial<EngineConfig>
  readonly #parts: EngineParts
  readonly #clients: Closable[] = []

  private constructor(folder: string, config: Partial<EngineConfig>, parts: EngineParts) {
    this.#folder = folder
    this.#parts = parts
    this.#config = config
  }

  static async start(config: Partial<EngineConfig> = {}, parts: EngineParts = {}): Promise<TestEngine> {
    const test = new TestEngine(await mkdtemp(join(tmpdir(), 'lectern-engine-')), config, parts)
    await test.#open(await freePort())
    return test
  }

  get port(): number {
    return this.engine.port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Stops the engine and starts another on the same log and port, with other settings where given. */
  async restart(config: Partial<EngineConfig> = {}): Promise<void> {
    const { port } = this
    this.#config = { ...this.#config, ...config }
    await this.engine.close()
    await this.#open(port)
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close()
    await this.engine.close()
    await rm(this.#folder, { recursive: true })
  }

  /** A bare WebSocket at a document. */
  async raw(document: string, claims: Partial<JoinClaims> = {}): Promise<RawClient> {
    return this.rawWithToken(claims.room ?? 'room', document, await mintToken(claims))
  }

  rawWithToken(room: string, document: string, token: string, headers: Record<string, string> = {}): RawClient {
    const url = `ws://127.0.0.1:${this.port}/sync/${room}/${document}?token=${token}`
    return this.#keep(new RawClient(url, headers))
  }

  /** An unmodified y-websocket provider. */
  async stock(document: string, claims: Partial<JoinClaims> = {}): Promise<StockClient> {
    const token = await mintToken(claims)
    return this.#keep(new StockClient(`ws://127.0.0.1:${this.port}/sync/${claims.room ?? 'room'}`, document, token))
  }

  /** A stock client that is synced. */
  async synced(document: string, claims: Partial<JoinClaims> = {}): Promise<StockClient> {
    const client = await this.stock(document, claims)
    await client.synced()
    return client
  }

  /** A socket.io client that has not connected yet. */
  async commands(claims: Partial<JoinClaims> = {}, auth: object = {}, options: object = {}): Promise<CommandClient> {
    return this.#keep(new CommandClient(this.url, { token: await mintToken(claims), ...auth }, options))
  }

  /** A socket.io client that is in class. */
  async joined(claims: Partial<JoinClaims> = {}): Promise<CommandClient> {
    const client = await this.commands(claims)
    await client.connected()
    await client.join()
    return client
  }

  #keep<Client extends Closable>(client: Client): Client {
    this.#clients.push(client)
    return client
  }

  async #open(port: number): Promise<void> {
    const config: EngineConfig = {
      logLevel: 'silent',
      dataDir: this.#folder,
      host: '127.0.0.1',
      port,
      engineId: 'engine',
      origins: ['http://localhost:3000'],
      connectionsPerAddress: 0,
      joinSecret: JOIN_SECRET,
      stepMs: 4,
      idleMs: 60_000,
      presenceGraceMs: 10_000,
      webhooks: undefined,
      sfu: undefined,
      ...this.#config,
    }
    this.engine = await createEngine(config, SILENT, this.#parts)
  }
}
