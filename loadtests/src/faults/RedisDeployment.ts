import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RedisRoomLog } from '../../../classroom-engine/src/log/RedisRoomLog.ts'
import type { RoomLog } from '../../../classroom-engine/src/log/RoomLog.ts'
import { RedisClock } from '../../../classroom-engine/src/redis/RedisClock.ts'
import { RedisConnection } from '../../../classroom-engine/src/redis/RedisConnection.ts'
import { freePort } from '../../../scripts/support/freePort.ts'
import { RedisServer } from '../../../scripts/support/RedisServer.ts'
import type { Random } from '../../../scripts/support/random.ts'
import type { Deployment } from './Deployment.ts'
import { EngineProcess } from './EngineProcess.ts'
import { JOIN_SECRET } from './LmdbDeployment.ts'

const CLUSTER_SECRET = 'a-secret-of-links-for-faults-with-40-characters'
const ENGINES = 2
const REDIS_MS = 10_000

/** Two engines that share a port and the rooms of one Redis. */
export class RedisDeployment implements Deployment {
  readonly secret = JOIN_SECRET
  readonly url: string
  readonly redis: RedisServer
  readonly engines: readonly EngineProcess[]
  readonly #folder: string
  /** The one that was killed last. */
  #killed: EngineProcess | undefined

  private constructor(redis: RedisServer, engines: readonly EngineProcess[], folder: string) {
    this.redis = redis
    this.engines = engines
    this.url = engines[0]!.url
    this.#folder = folder
  }

  /** Answers when all engines listen. */
  static async start(): Promise<RedisDeployment> {
    const redis = await RedisServer.start()
    const folder = await mkdtemp(join(tmpdir(), 'lectern-faults-'))
    const port = await freePort()
    const internalPorts = await Promise.all(Array.from({ length: ENGINES }, freePort))
    const engines = internalPorts.map((internalPort, index) => {
      const env = {
        LECTERN_DEMO: '1',
        LECTERN_JOIN_SECRET: JOIN_SECRET,
        LECTERN_DATA_DIR: folder,
        LECTERN_REDIS_URL: redis.url,
        LECTERN_CLUSTER_SECRET: CLUSTER_SECRET,
        LECTERN_ENGINE_INTERNAL_PORT: String(internalPort),
        LECTERN_ENGINE_ID: `engine-${index}`,
      }
      return new EngineProcess({ port, env })
    })
    await Promise.all(engines.map((engine) => engine.start()))
    return new RedisDeployment(redis, engines, folder)
  }

  get complaints(): readonly string[] {
    return this.engines.flatMap(({ complaints }) => complaints)
  }

  async withLog<T>(read: (log: RoomLog) => Promise<T>): Promise<T> {
    const redis = new RedisConnection(this.redis.url, [])
    const clock = new RedisClock(redis)
    const log = new RedisRoomLog(redis, clock)
    try {
      await redis.connected(REDIS_MS)
      return await read(log)
    } finally {
      await log.close()
      clock.close()
      await redis.close()
    }
  }

  /**
   * The other engine is there all the time: rooms can be served from the moment of the kill. Everybody is then there, so that it is the
   * next to be killed.
   */
  async crash({ pick }: Random): Promise<number> {
    const victim = pick(this.engines.filter((engine) => engine !== this.#killed))
    this.#killed = victim
    const killedAt = Date.now()
    await victim.stop('SIGKILL')
    await victim.start()
    return killedAt
  }

  async close(): Promise<void> {
    await Promise.all(this.engines.map((engine) => engine.stop('SIGKILL')))
    await this.redis.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
