import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type EmbeddedPostgres, embeddedPostgres, freePort } from '@lectern/prisma'
import type { LogFile } from './LogFile.ts'

const RESTART_MS = 500

export interface DatabaseHooks {
  log: LogFile
  onSpawn: (pid: number) => void
  onCrash: () => void
}

/** The embedded PostgreSQL, started again on the same port if it ends unasked. */
export class Database {
  readonly #hooks: DatabaseHooks
  #server: EmbeddedPostgres | undefined
  #wanted = false

  constructor(hooks: DatabaseHooks) {
    this.#hooks = hooks
  }

  /** Returns its address. */
  async start(dataDir: string, password: string): Promise<string> {
    this.#wanted = true
    return this.#start(join(dataDir, 'postgres'), password, await freePort())
  }

  async stop(): Promise<void> {
    this.#wanted = false
    await this.#server?.stop()
  }

  async #start(dataDir: string, password: string, port: number): Promise<string> {
    const server = await embeddedPostgres({ dataDir, password, port, onLog: (line) => this.#hooks.log.write(line) })
    this.#server = server
    this.#hooks.onSpawn(server.pid)
    void server.ended.then(() => this.#ended(() => this.#start(dataDir, password, port)))
    return server.url
  }

  async #ended(startAgain: () => Promise<unknown>): Promise<void> {
    while (this.#wanted) {
      this.#hooks.onCrash()
      await delay(RESTART_MS)
      if (!this.#wanted) return
      const failure = await startAgain().then(
        () => undefined,
        (error: Error) => error,
      )
      if (!failure) return
      this.#hooks.log.write(failure.message)
    }
  }
}
