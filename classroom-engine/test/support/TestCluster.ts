import { freePort } from '../../../scripts/support/freePort.ts'
import { RedisServer } from '../../../scripts/support/RedisServer.ts'
import type { EngineConfig } from '../../src/config.ts'
import { TestEngine } from './TestEngine.ts'

const CLUSTER_SECRET = 'the links of the tests, 32 characters long'

/** Engines in this process that share the rooms of one Redis. */
export class TestCluster {
  readonly redis: RedisServer
  readonly #engines: TestEngine[] = []

  private constructor(redis: RedisServer) {
    this.redis = redis
  }

  static async start(): Promise<TestCluster> {
    return new TestCluster(await RedisServer.start())
  }

  async engine(config: Partial<EngineConfig> = {}, secret = CLUSTER_SECRET): Promise<TestEngine> {
    const port = await freePort()
    const cluster = { redisUrl: this.redis.url, secret, host: '127.0.0.1', port, url: `http://127.0.0.1:${port}` }
    const engine = await TestEngine.start({ engineId: `engine-${port}`, cluster, ...config })
    this.#engines.push(engine)
    return engine
  }

  /** The engines that have the room in memory. */
  leadersOf(room: string): TestEngine[] {
    return this.#engines.filter(({ engine }) => engine.registry.get(room))
  }

  async stop(): Promise<void> {
    await Promise.all(this.#engines.map((engine) => engine.stop()))
    await this.redis.stop()
  }
}
