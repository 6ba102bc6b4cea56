import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LmdbRoomLog } from '../../../classroom-engine/src/log/LmdbRoomLog.ts'
import { openLmdb } from '../../../classroom-engine/src/log/openLmdb.ts'
import type { RoomLog } from '../../../classroom-engine/src/log/RoomLog.ts'
import { freePort } from '../../../scripts/support/freePort.ts'
import type { Deployment } from './Deployment.ts'
import { EngineProcess } from './EngineProcess.ts'

export const JOIN_SECRET = 'a-join-secret-of-faults-with-40-characters'

export interface LmdbDeploymentOptions {
  /** Settings of the engine. */
  env?: Record<string, string>
  /** Of Node itself. */
  nodeArgs?: string[]
  /** Where the data folder is made; the system's temporary folder if left out. */
  under?: string
}

/** One engine with its log in a folder of its own. */
export class LmdbDeployment implements Deployment {
  readonly secret = JOIN_SECRET
  readonly engine: EngineProcess
  readonly folder: string

  private constructor(engine: EngineProcess, folder: string) {
    this.engine = engine
    this.folder = folder
  }

  /** Answers when the engine listens. */
  static async start({
    env = {},
    nodeArgs = [],
    under = tmpdir(),
  }: LmdbDeploymentOptions = {}): Promise<LmdbDeployment> {
    const folder = await mkdtemp(join(under, 'lectern-faults-'))
    const settings = { LECTERN_DEMO: '1', LECTERN_JOIN_SECRET: JOIN_SECRET, LECTERN_DATA_DIR: folder, ...env }
    const engine = new EngineProcess({ port: await freePort(), env: settings, nodeArgs })
    const deployment = new LmdbDeployment(engine, folder)
    await engine.start()
    return deployment
  }

  get url(): string {
    return this.engine.url
  }

  get complaints(): readonly string[] {
    return this.engine.complaints
  }

  get logFolder(): string {
    return join(this.folder, 'engine')
  }

  async withLog<T>(read: (log: RoomLog) => Promise<T>): Promise<T> {
    const root = openLmdb(this.logFolder, { readOnly: true })
    const log = new LmdbRoomLog(root)
    try {
      return await read(log)
    } finally {
      await log.close()
      await root.close()
    }
  }

  async crash(): Promise<number> {
    await this.engine.stop('SIGKILL')
    await this.engine.start()
    return Date.now()
  }

  async close(): Promise<void> {
    await this.engine.stop('SIGKILL')
    await rm(this.folder, { recursive: true })
  }
}
