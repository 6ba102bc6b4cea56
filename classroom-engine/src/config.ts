import { ConfigError, readConfig, SHARED_KEYS } from '@lectern/protocol/config'
import { STORE_KEYS, type StoreSettings, storeSettings } from '@lectern/recording'
import { z } from 'zod'

const milliseconds = z.coerce.number().int().min(0)

/** A list in one value, separated by commas. */
const origins = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.url().transform((url) => new URL(url).origin)).min(1))

export const ENGINE_KEYS = {
  LECTERN_DEMO: SHARED_KEYS.LECTERN_DEMO,
  LECTERN_LOG_LEVEL: SHARED_KEYS.LECTERN_LOG_LEVEL,
  LECTERN_DATA_DIR: SHARED_KEYS.LECTERN_DATA_DIR,
  LECTERN_PUBLIC_WEB_URL: SHARED_KEYS.LECTERN_PUBLIC_WEB_URL,
  LECTERN_JOIN_SECRET: SHARED_KEYS.LECTERN_JOIN_SECRET,
  LECTERN_WEBHOOK_SECRET: SHARED_KEYS.LECTERN_WEBHOOK_SECRET.optional(),
  LECTERN_SFU_URL: SHARED_KEYS.LECTERN_SFU_URL,
  LECTERN_SFU_SECRET: SHARED_KEYS.LECTERN_SFU_SECRET.optional().describe(
    'Opens the SFU control socket. Without it an engine has no sound and picture.',
  ),
  LECTERN_DEBUG_SECRET: SHARED_KEYS.LECTERN_DEBUG_SECRET,
  LECTERN_REDIS_URL: SHARED_KEYS.LECTERN_REDIS_URL,
  LECTERN_CLUSTER_SECRET: SHARED_KEYS.LECTERN_CLUSTER_SECRET.optional().describe(
    'Opens the links between engines. Needed beside LECTERN_REDIS_URL.',
  ),
  ...STORE_KEYS,
  LECTERN_ENGINE_HOST: z.string().min(1).default('127.0.0.1').describe('Address the engine listens on.'),
  LECTERN_ENGINE_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4100)
    .describe('Port of documents, commands and HTTP; 0 = any free one.'),
  LECTERN_ENGINE_INTERNAL_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('With Redis: address on which the engine listens for other engines.'),
  LECTERN_ENGINE_INTERNAL_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(4110)
    .describe('With Redis: port of links, health and metrics, for this engine alone.'),
  LECTERN_ENGINE_INTERNAL_URL: z
    .url()
    .optional()
    .describe('With Redis: where other engines reach that port. Default: on this machine.'),
  LECTERN_ENGINE_ID: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .default('engine')
    .describe('Lasting name of this engine towards the SFU.'),
  LECTERN_ENGINE_ORIGINS: origins
    .optional()
    .describe("Origins of pages that may connect, by commas. Default: the web app's, and localhost:3000."),
  LECTERN_ENGINE_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(0)
    .default(4000)
    .describe('Sockets that one network address may hold, this machine itself not counted; 0: any number.'),
  LECTERN_ENGINE_STEP_MS: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(16)
    .describe('Time from the first edit to the step that commits and sends it, ms.'),
  LECTERN_ENGINE_IDLE_MS: milliseconds
    .default(60_000)
    .describe('How long a room with nobody in it is kept in memory, ms.'),
  LECTERN_ENGINE_PRESENCE_GRACE_MS: milliseconds
    .default(10_000)
    .describe('How long who was cut may take to come back before being shown as gone, ms.'),
  LECTERN_ENGINE_WEBHOOK_URL: z
    .url()
    .optional()
    .describe('Where the engine posts what happens in classes. Without it nothing is posted.'),
}

/** Settings of one engine. Times in ms. */
export interface EngineConfig {
  logLevel: string
  /** Folder of the room log. */
  dataDir: string
  host: string
  port: number
  engineId: string
  origins: string[]
  /** Sockets of one network address; 0: any number. */
  connectionsPerAddress: number
  joinSecret: string
  debugSecret?: string | undefined
  stepMs: number
  idleMs: number
  presenceGraceMs: number
  webhooks: { url: string; secret: string; firstRetryMs?: number } | undefined
  sfu: { url: string; secret: string } | undefined
  /** Where recordings are kept; without it nothing is recorded but sound and picture. */
  store?: StoreSettings | undefined
  /** Where engines share rooms; one alone keeps them under `dataDir`. */
  cluster?: ClusterConfig | undefined
}

export interface ClusterConfig {
  redisUrl: string
  /** Opens the links between engines. */
  secret: string
  /** Of the internal port. */
  host: string
  port: number
  /** Where other engines reach the internal port. */
  url: string
}

/** Reads the environment; throws a `ConfigError` that names the key at fault. */
export function readEngineConfig(env: Record<string, string | undefined>): EngineConfig {
  const keys = readConfig(ENGINE_KEYS, env)
  return {
    logLevel: keys.LECTERN_LOG_LEVEL,
    dataDir: `${keys.LECTERN_DATA_DIR}/engine`,
    host: keys.LECTERN_ENGINE_HOST,
    port: keys.LECTERN_ENGINE_PORT,
    engineId: keys.LECTERN_ENGINE_ID,
    origins: keys.LECTERN_ENGINE_ORIGINS ?? defaultOrigins(keys.LECTERN_PUBLIC_WEB_URL),
    connectionsPerAddress: keys.LECTERN_ENGINE_CONNECTIONS_PER_ADDRESS,
    joinSecret: keys.LECTERN_JOIN_SECRET,
    debugSecret: keys.LECTERN_DEBUG_SECRET,
    stepMs: keys.LECTERN_ENGINE_STEP_MS,
    idleMs: keys.LECTERN_ENGINE_IDLE_MS,
    presenceGraceMs: keys.LECTERN_ENGINE_PRESENCE_GRACE_MS,
    webhooks: both(keys.LECTERN_ENGINE_WEBHOOK_URL, keys.LECTERN_WEBHOOK_SECRET, 'LECTERN_WEBHOOK_SECRET'),
    store: storeSettings(keys),
    cluster: clusterOf(keys),
    sfu: keys.LECTERN_SFU_SECRET ? { url: keys.LECTERN_SFU_URL, secret: keys.LECTERN_SFU_SECRET } : undefined,
  }
}

function clusterOf(keys: {
  LECTERN_REDIS_URL?: string | undefined
  LECTERN_CLUSTER_SECRET?: string | undefined
  LECTERN_ENGINE_INTERNAL_HOST: string
  LECTERN_ENGINE_INTERNAL_PORT: number
  LECTERN_ENGINE_INTERNAL_URL?: string | undefined
}): ClusterConfig | undefined {
  const { LECTERN_REDIS_URL: redisUrl, LECTERN_CLUSTER_SECRET: secret } = keys
  const { LECTERN_ENGINE_INTERNAL_HOST: host, LECTERN_ENGINE_INTERNAL_PORT: port } = keys
  if (redisUrl === undefined) return undefined
  if (secret === undefined) throw new ConfigError('LECTERN_CLUSTER_SECRET', 'is needed beside LECTERN_REDIS_URL.')
  return { redisUrl, secret, host, port, url: keys.LECTERN_ENGINE_INTERNAL_URL ?? `http://127.0.0.1:${port}` }
}

const defaultOrigins = (webUrl: string): string[] => [
  ...new Set([new URL(webUrl).origin, 'http://localhost:3000', 'http://127.0.0.1:3000']),
]

function both(url: string | undefined, secret: string | undefined, secretKey: string) {
  if (url === undefined) return undefined
  if (secret === undefined) throw new ConfigError(secretKey, 'is needed beside LECTERN_ENGINE_WEBHOOK_URL.')
  return { url, secret }
}
