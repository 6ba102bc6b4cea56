import { cpus } from 'node:os'
import { freePort } from '../../prisma/src/embedded/freePort.ts'
import { lanAddress } from '../lan/lanAddress.ts'
import { provisionServices } from '../native/provision.ts'
import { provideRedis } from '../native/tools.ts'
import { takeLock } from '../support/exclusively.ts'
import { explain } from '../support/runScript.ts'
import { checkSettings } from './checkSettings.ts'
import { generatePrisma } from './generatePrisma.ts'
import type { StartOptions } from './options.ts'
import { ProcessRecord } from './ProcessRecord.ts'
import { type PortNeed, requireFreePorts } from './ports.ts'
import { requireSpace } from './requireSpace.ts'
import { readyScreen } from './screen.ts'
import { provideSecrets } from './secrets.ts'
import { type ClusterPlan, type Plan, serviceSpecs } from './services.ts'
import { buildWeb } from './webBuild.ts'

const SPACE = 300_000_000

/** Sets everything up, starts it, and stays until it is told to stop. Ends the process. */
export async function start(options: StartOptions): Promise<void> {
  const told = stopSignal()
  let stack: { stop(): Promise<void> } | undefined
  const running = setUp(options, (started) => {
    stack = started
  })
  const failure = await Promise.race([
    told,
    running.then(
      () => told,
      (error: unknown) => ({ error }),
    ),
  ])
  if (failure) console.error(explain(failure.error))
  else {
    process.stdout.write('\n  Stopping …')
    await stack?.stop()
    process.stdout.write(' stopped. Nothing is lost.\n')
  }
  process.exit(failure ? 1 : 0)
}

/** Resolves at Ctrl-C and its kin, and when the process that started this one is gone. Later signals are ignored. */
function stopSignal(): Promise<undefined> {
  // The terminal may be gone before we are.
  process.stdout.on('error', () => undefined)
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(undefined))
    process.on('disconnect', () => resolve(undefined))
  })
}

async function setUp(options: StartOptions, onStack: (stack: { stop(): Promise<void> }) => void): Promise<void> {
  const { dataDir, dev } = options
  await requireSpace(dataDir, SPACE, 'for its data')
  await takeLock(
    `data in ${dataDir}`,
    `Lectern is running already with the data in ${dataDir}: stop it, or choose another folder with --data.`,
  )
  await new ProcessRecord(dataDir).endLeftovers()
  const address = options.lan ? (options.lanAddress ?? lanAddress()) : undefined
  await requireFreePorts(portNeeds(options, address, process.env))
  const lan = address ? { address, webPort: await freePort() } : undefined
  const cluster = clusterOf(options, process.env)
  const draft: Plan = { ...options, lan, cluster, mediaWorker: '' }
  checkSettings(serviceSpecs(draft, await provideSecrets(dataDir, process.env), 'postgres://embedded', process.env))
  const { mediaWorker } = await provisionServices()
  if (cluster?.redisPort) await provideRedis()
  await generatePrisma()
  if (!dev) await buildWeb()
  // Needs the generated client, so it cannot be imported before.
  const { Stack } = await import('./Stack.ts')
  const plan: Plan = { ...draft, mediaWorker }
  const stack = new Stack(plan, process.env, {
    onNews: (line) => console.log(`  ${line}`),
    onLine: dev ? (service, line) => console.log(`${service.padEnd(16)} ${line}`) : undefined,
  })
  onStack(stack)
  await stack.start()
  console.log(await readyScreen(plan, stack.addresses))
}

/** Several engines share rooms in Redis, and so does one that is given a Redis. */
function clusterOf({ engines, ports }: StartOptions, env: NodeJS.ProcessEnv): ClusterPlan | undefined {
  if (engines === 1 && !env.LECTERN_REDIS_URL) return undefined
  const internalPorts = Array.from({ length: engines }, (_, index) => ports.internal + index)
  return { internalPorts, redisPort: env.LECTERN_REDIS_URL ? undefined : ports.redis }
}

const LOOPBACK = ['127.0.0.1', '::1']

/** Every port that will be listened on; ::1 too, because browsers may take localhost for it. */
function portNeeds(options: StartOptions, lan: string | undefined, env: NodeJS.ProcessEnv): PortNeed[] {
  const { ports } = options
  const { internalPorts = [], redisPort } = clusterOf(options, env) ?? {}
  const workers = Number(env.LECTERN_SFU_WORKERS) || cpus().length
  const rtcHost = lan ?? env.LECTERN_SFU_LISTEN_IP ?? '127.0.0.1'
  const tcp = (port: number, purpose: string, choose: string, hosts = LOOPBACK): PortNeed => ({
    port,
    protocol: 'tcp',
    hosts,
    purpose,
    choose,
  })
  const media = Array.from({ length: workers }, (_, index) => ports.rtc + index).flatMap((port): PortNeed[] => [
    { port, protocol: 'udp', hosts: [rtcHost], purpose: 'media', choose: '--rtc-port' },
    { port, protocol: 'tcp', hosts: [rtcHost], purpose: 'media', choose: '--rtc-port' },
  ])
  return [
    tcp(ports.web, 'the web app', '--port', lan ? ['0.0.0.0', ...LOOPBACK] : LOOPBACK),
    tcp(ports.api, 'the api', '--api-port'),
    tcp(ports.engine, 'the engine', '--engine-port'),
    tcp(ports.sfu, 'the SFU', '--sfu-port'),
    ...internalPorts.map((port) => tcp(port, 'an engine', '--internal-port')),
    ...(redisPort ? [tcp(redisPort, 'Redis', '--redis-port')] : []),
    ...media,
  ]
}
