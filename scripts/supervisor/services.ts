import { join } from 'node:path'
import { repoRoot } from '../support/repoRoot.ts'
import type { ServiceSpec } from './ManagedService.ts'
import { redisConfigFile, redisFolder, redisUrl } from './redisConfig.ts'
import type { Secrets } from './secrets.ts'

export interface Plan {
  ports: { web: number; api: number; engine: number; sfu: number; rtc: number }
  dataDir: string
  logLevel: string
  /** Set to serve https to the local network: this machine's address, and the port on which web hides behind the front. */
  lan: { address: string; webPort: number } | undefined
  dev: boolean
  mediaWorker: string
  /** Set where engines share rooms in Redis. */
  cluster: ClusterPlan | undefined
}

export interface ClusterPlan {
  /** One for each engine. */
  internalPorts: number[]
  /** Of the Redis that is started for them; left out where `LECTERN_REDIS_URL` names one. */
  redisPort: number | undefined
}

export interface Addresses {
  web: string
  api: string
  engine: string
  sfu: string
}

type Env = NodeJS.ProcessEnv

const LOOPBACK = '127.0.0.1'

/** Where browsers and other programs reach the services. */
export function addresses({ ports, lan }: Plan): Addresses {
  const origin = lan && `https://${lan.address}:${ports.web}`
  return {
    web: origin ?? `http://localhost:${ports.web}`,
    engine: origin ?? `http://localhost:${ports.engine}`,
    api: `http://127.0.0.1:${ports.api}`,
    sfu: `ws://127.0.0.1:${ports.sfu}`,
  }
}

/** The services in the order in which they are stopped. `env` is the user's: what it sets and we do not is passed on. */
export function serviceSpecs(plan: Plan, secrets: Secrets, databaseUrl: string, env: Env): ServiceSpec[] {
  const { ports, lan } = plan
  const shared = sharedEnv(plan, env)
  const { LECTERN_JOIN_SECRET, LECTERN_API_SECRET, LECTERN_WEBHOOK_SECRET, LECTERN_SFU_SECRET, LECTERN_AUTH_SECRET } =
    secrets.services
  const { LECTERN_DEBUG_SECRET } = secrets.services
  const webPort = lan?.webPort ?? ports.web
  const specs: ServiceSpec[] = [
    {
      ...nodeService('web', plan.dev, [webPort, lan ? undefined : env.LECTERN_WEB_HOST], {
        ...ownSettings(env, 'WEB'),
        ...shared,
        LECTERN_WEB_HOST: lan ? LOOPBACK : env.LECTERN_WEB_HOST || LOOPBACK,
        LECTERN_WEB_PORT: String(webPort),
        LECTERN_WEB_PROXIES: lan ? '1' : env.LECTERN_WEB_PROXIES,
        LECTERN_API_SECRET,
        LECTERN_AUTH_SECRET,
        LECTERN_DEBUG_SECRET,
        LECTERN_WEB_MUX: env.LECTERN_WEB_MUX || (env.LECTERN_API_MUX_TOKEN_ID ? '1' : undefined),
        NODE_ENV: plan.dev ? 'development' : 'production',
        NEXT_TELEMETRY_DISABLED: '1',
      }),
      // Next watches its files by itself.
      command: [process.execPath, 'server.ts', ...(plan.dev ? ['--dev'] : [])],
    },
    nodeService('api', plan.dev, [ports.api, env.LECTERN_API_HOST], {
      ...ownSettings(env, 'API'),
      ...shared,
      LECTERN_API_HOST: env.LECTERN_API_HOST || LOOPBACK,
      LECTERN_API_PORT: String(ports.api),
      LECTERN_DATABASE_URL: databaseUrl,
      LECTERN_API_SECRET,
      LECTERN_JOIN_SECRET,
      LECTERN_WEBHOOK_SECRET,
      LECTERN_DEBUG_SECRET,
    }),
    ...engineSpecs(plan, secrets, {
      ...ownSettings(env, 'ENGINE'),
      ...shared,
      LECTERN_ENGINE_HOST: env.LECTERN_ENGINE_HOST || LOOPBACK,
      LECTERN_ENGINE_PORT: String(ports.engine),
      LECTERN_ENGINE_WEBHOOK_URL: env.LECTERN_ENGINE_WEBHOOK_URL || `http://127.0.0.1:${ports.api}/webhooks/engine`,
      LECTERN_JOIN_SECRET,
      LECTERN_WEBHOOK_SECRET,
      LECTERN_SFU_SECRET,
      LECTERN_DEBUG_SECRET,
    }),
    nodeService('sfu-cluster', plan.dev, [ports.sfu, env.LECTERN_SFU_HOST], {
      ...ownSettings(env, 'SFU'),
      ...shared,
      LECTERN_SFU_HOST: env.LECTERN_SFU_HOST || LOOPBACK,
      LECTERN_SFU_PORT: String(ports.sfu),
      LECTERN_SFU_RTC_PORT: String(ports.rtc),
      LECTERN_SFU_LISTEN_IP: lan?.address ?? env.LECTERN_SFU_LISTEN_IP ?? '127.0.0.1',
      LECTERN_SFU_SECRET,
      LECTERN_DEBUG_SECRET,
      MEDIASOUP_WORKER_BIN: plan.mediaWorker,
    }),
  ]
  if (plan.cluster?.redisPort) specs.push(redisSpec(plan.dataDir, plan.cluster.redisPort, env))
  return lan ? [frontSpec(plan, lan, shared), ...specs] : specs
}

/** The engine, or several that share its port: the kernel spreads connections among them. */
function engineSpecs({ dev, ports, cluster }: Plan, secrets: Secrets, env: Env): ServiceSpec[] {
  if (!cluster) return [nodeService('classroom-engine', dev, [ports.engine, env.LECTERN_ENGINE_HOST], env)]
  const { internalPorts, redisPort } = cluster
  const internalHost = env.LECTERN_ENGINE_INTERNAL_HOST
  const onlyUrl = internalPorts.length === 1 ? env.LECTERN_ENGINE_INTERNAL_URL : undefined
  return internalPorts.map((port, index) => {
    const suffix = index === 0 ? '' : `-${index + 1}`
    const spec = nodeService('classroom-engine', dev, [port, internalHost], {
      ...env,
      LECTERN_REDIS_URL: redisPort ? redisUrl(redisPort, secrets.redisPassword) : env.LECTERN_REDIS_URL,
      LECTERN_CLUSTER_SECRET: secrets.services.LECTERN_CLUSTER_SECRET,
      LECTERN_ENGINE_INTERNAL_PORT: String(port),
      LECTERN_ENGINE_INTERNAL_URL: onlyUrl || `http://${reachable(internalHost)}:${port}`,
      LECTERN_ENGINE_ID: `${env.LECTERN_ENGINE_ID || 'engine'}${suffix}`,
    })
    return { ...spec, name: `${spec.name}${suffix}` }
  })
}

function redisSpec(dataDir: string, port: number, env: Env): ServiceSpec {
  const cwd = redisFolder(dataDir)
  return {
    name: 'redis',
    command: ['redis-server', redisConfigFile(dataDir)],
    cwd,
    env: { PATH: env.PATH },
    readyUrl: `redis://${LOOPBACK}:${port}`,
  }
}

type Listening = [port: number, host: string | undefined]

function nodeService(name: string, dev: boolean, [port, host]: Listening, env: Env): ServiceSpec {
  const watch = dev ? ['--watch', '--watch-preserve-output'] : []
  return {
    name,
    command: [process.execPath, ...watch, 'src/main.ts'],
    cwd: join(repoRoot, name),
    env,
    readyUrl: `http://${reachable(host)}:${port}/readyz`,
  }
}

/** Who listens on all addresses is reached on this one. */
function reachable(host: string | undefined): string {
  if (!host || host === '0.0.0.0' || host === '::') return LOOPBACK
  return host.includes(':') ? `[${host}]` : host
}

function frontSpec({ ports, dataDir }: Plan, lan: { address: string; webPort: number }, env: Env): ServiceSpec {
  const settings = { address: lan.address, port: ports.web, certificateFolder: join(dataDir, 'certificate') }
  const targets = { web: `http://127.0.0.1:${lan.webPort}`, engine: `http://127.0.0.1:${ports.engine}` }
  return {
    name: 'front',
    command: [process.execPath, join(repoRoot, 'scripts/lan/main.ts'), JSON.stringify({ ...settings, ...targets })],
    cwd: repoRoot,
    env,
    readyUrl: `https://127.0.0.1:${ports.web}/readyz`,
  }
}

function sharedEnv(plan: Plan, env: Env): Env {
  const { web, api, engine, sfu } = addresses(plan)
  return {
    ...passedOn(env),
    LECTERN_DEMO: env.LECTERN_DEMO || '1',
    LECTERN_LOG_LEVEL: plan.logLevel,
    LECTERN_DATA_DIR: plan.dataDir,
    LECTERN_PUBLIC_WEB_URL: env.LECTERN_PUBLIC_WEB_URL || web,
    LECTERN_PUBLIC_ENGINE_URL: env.LECTERN_PUBLIC_ENGINE_URL || engine,
    LECTERN_ENGINE_URL: env.LECTERN_ENGINE_URL || `http://${LOOPBACK}:${plan.ports.engine}`,
    LECTERN_API_URL: env.LECTERN_API_URL || api,
    LECTERN_WEB_URL: env.LECTERN_WEB_URL || `http://${LOOPBACK}:${plan.lan?.webPort ?? plan.ports.web}`,
    LECTERN_SFU_URL: env.LECTERN_SFU_URL || sfu,
  }
}

const SECRET = /^LECTERN_[A-Z]+_SECRET$/
const OF_ONE_SERVICE = /^LECTERN_(WEB|API|ENGINE|SFU)_/

/** The user's environment for every service: without npm's own variables, secrets, and what only one service may know. */
const passedOn = (env: Env): Env =>
  named(env, (name) => !name.startsWith('npm_') && !SECRET.test(name) && !OF_ONE_SERVICE.test(name))

/** What the user has set for one service, keys for others' services among it. */
const ownSettings = (env: Env, service: 'WEB' | 'API' | 'ENGINE' | 'SFU'): Env =>
  named(env, (name) => name.startsWith(`LECTERN_${service}_`) && !SECRET.test(name))

const named = (env: Env, wanted: (name: string) => boolean): Env =>
  Object.fromEntries(Object.entries(env).filter(([name]) => wanted(name)))
