import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../prisma/src/embedded/freePort.ts'
import { provisionServices } from './native/provision.ts'
import { provideRedis } from './native/tools.ts'
import { generatePrisma } from './supervisor/generatePrisma.ts'
import type { Addresses, Plan } from './supervisor/services.ts'
import { buildWeb } from './supervisor/webBuild.ts'
import { mintToken, type TokenRequest } from './token/mintToken.ts'

/**
 * The whole of Lectern for a test: all four services and their database, under the supervisor that `npm start` uses, on
 * free ports, with a data folder of its own that is gone afterwards. Usage:
 *
 *   let stack: TestStack
 *   beforeAll(async () => { stack = await startStack() })
 *   afterAll(() => stack.stop())
 *
 *   stack.addresses.web                                     // http://localhost:…; also engine, api, sfu
 *   stack.token({ room: 'r', name: 'Ada', role: 'instructor' })  // a join token for the engine
 *   stack.databaseUrl                                       // for a look into the database
 *   await stack.restart('classroom-engine', 'SIGKILL')      // back and ready when this resolves
 *   await stack.readLog('classroom-engine')                 // what a service logged, as text
 *
 * `startStack({ env: { LECTERN_ENGINE_…: '…' } })` sets a service's settings; `startStack({ lan: '127.0.0.1' })` puts the
 * https front of `npm start -- --lan` before web and engine; `startStack({ engines: 2 })` starts two engines and the Redis that
 * they share. The demo school is seeded.
 */
export interface TestStack {
  addresses: Addresses
  databaseUrl: string
  dataDir: string
  /** Secrets by the name of their environment variable. */
  secrets: Record<string, string>
  token(request: Omit<TokenRequest, 'sub'> & { sub?: string }): string
  /** Ends a service with a signal; the supervisor starts it again. */
  restart(service: ServiceName, signal: NodeJS.Signals): Promise<void>
  /** Process id of a service. */
  pid(service: ServiceName): number | undefined
  readLog(service: ServiceName): Promise<string>
  stop(): Promise<void>
}

export type ServiceName = 'web' | 'api' | 'classroom-engine' | 'classroom-engine-2' | 'sfu-cluster' | 'front' | 'redis'

export interface TestStackOptions {
  env?: Record<string, string>
  lan?: string
  /** Default 1. */
  engines?: number
}

export async function startStack({ env = {}, lan, engines = 1 }: TestStackOptions = {}): Promise<TestStack> {
  const { mediaWorker } = await provisionServices()
  if (engines > 1) await provideRedis()
  await generatePrisma()
  await buildWeb()
  // Needs the generated client, so it cannot be imported before.
  const { Stack } = await import('./supervisor/Stack.ts')
  const dataDir = await mkdtemp(join(tmpdir(), 'lectern-test-'))
  const stack = new Stack(await testPlan(dataDir, mediaWorker, lan, engines), { ...process.env, ...env })
  await stack.start().catch(async (error: unknown) => {
    await rm(dataDir, { recursive: true, force: true })
    throw error
  })
  return {
    addresses: stack.addresses,
    databaseUrl: stack.databaseUrl,
    dataDir,
    secrets: stack.secrets.services,
    token: (request) => mintToken({ sub: randomUUID(), ...request }, stack.secrets.services.LECTERN_JOIN_SECRET),
    restart: (service, signal) => stack.restart(service, signal),
    pid: (service) => stack.pid(service),
    readLog: (service) => readFile(join(dataDir, 'logs', `${service}.log`), 'utf8'),
    stop: async () => {
      await stack.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function testPlan(dataDir: string, mediaWorker: string, lan: string | undefined, engines: number): Promise<Plan> {
  const [web, api, engine, sfu, webBehindFront, redisPort, ...internalPorts] = await freePorts(6 + engines)
  return {
    // Media port 0 lets each worker take a free one.
    ports: { web: web!, api: api!, engine: engine!, sfu: sfu!, rtc: 0 },
    dataDir,
    logLevel: 'info',
    lan: lan ? { address: lan, webPort: webBehindFront! } : undefined,
    dev: false,
    mediaWorker,
    cluster: engines > 1 ? { internalPorts, redisPort } : undefined,
  }
}

async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < count) ports.add(await freePort())
  return [...ports]
}
