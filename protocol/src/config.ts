import { z } from 'zod'

/** Keys that several services read. A service takes from here what it needs by `pick`. */
export const SHARED_KEYS = {
  LECTERN_DEMO: z
    .stringbool()
    .default(false)
    .describe('Demo mode: weak secrets are allowed, demo accounts are seeded.'),
  LECTERN_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least severe level that is logged.'),
  LECTERN_DATA_DIR: z.string().min(1).default('.lectern').describe('Folder for everything that is kept on disk.'),
  LECTERN_DATABASE_URL: z.string().startsWith('postgres').describe('PostgreSQL address.'),
  LECTERN_REDIS_URL: z
    .string()
    .startsWith('redis')
    .optional()
    .describe('Redis address: several engines share the rooms in it. Without it one engine keeps them on its disk.'),
  LECTERN_PUBLIC_WEB_URL: z
    .url()
    .default('http://localhost:3000')
    .describe('Address of the web app as browsers reach it.'),
  LECTERN_PUBLIC_ENGINE_URL: z
    .url()
    .default('http://localhost:4100')
    .describe('Address of the engine as browsers reach it.'),
  LECTERN_ENGINE_URL: z.url().default('http://127.0.0.1:4100').describe('Address of the engine for other services.'),
  LECTERN_API_URL: z.url().default('http://127.0.0.1:4000').describe('Address of the api for other services.'),
  LECTERN_WEB_URL: z.url().default('http://127.0.0.1:3000').describe('Address of the web app for other services.'),
  LECTERN_SFU_URL: z.url().default('ws://127.0.0.1:4200').describe('Address of the SFU control socket.'),
  LECTERN_JOIN_SECRET: z.string().describe('Signs join tokens (HS256).'),
  LECTERN_API_SECRET: z.string().describe('Signs api tokens (HS256).'),
  LECTERN_WEBHOOK_SECRET: z.string().describe('Signs webhooks of the engine.'),
  LECTERN_SFU_SECRET: z.string().describe('Opens the SFU control socket.'),
  LECTERN_AUTH_SECRET: z.string().describe('Encrypts the log-in cookie.'),
  LECTERN_CLUSTER_SECRET: z.string().describe('Opens the links between engines.'),
  LECTERN_DEBUG_SECRET: z
    .string()
    .optional()
    .describe('Lets the api ask each service how it fares, for the page /debug. Without it none answers.'),
  LECTERN_STORE_S3_BUCKET: z
    .string()
    .min(1)
    .optional()
    .describe('Bucket for recordings. Without it they are kept in the folder store of the data folder.'),
  LECTERN_STORE_S3_ENDPOINT: z
    .url()
    .optional()
    .describe("Address of the S3 server, where it is not Amazon's (MinIO, R2, …)."),
  LECTERN_STORE_S3_REGION: z.string().min(1).default('us-east-1').describe('Region of the bucket.'),
  LECTERN_STORE_S3_PREFIX: z
    .string()
    .regex(/^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/(?!$)|$))*$/, 'must be names of A-Z a-z 0-9 . _ - joined by /')
    .default('')
    .describe('Folder of the bucket for everything of Lectern.'),
  LECTERN_STORE_S3_ACCESS_KEY_ID: z
    .string()
    .min(1)
    .optional()
    .describe('Access key of the bucket. Without it the credentials that the machine has are used.'),
  LECTERN_STORE_S3_SECRET_ACCESS_KEY: z.string().min(1).optional().describe('Secret of that access key.'),
} as const

/** Prefixes of the keys that belong to one service; a service ignores those of the others. */
const SERVICE_PREFIXES = ['LECTERN_ENGINE_', 'LECTERN_SFU_', 'LECTERN_API_', 'LECTERN_WEB_']
const MIN_SECRET = 32
/** 32 random hexadecimal digits have as few as never. */
const MIN_CHARACTERS = 8
const PLACEHOLDER = /(change|replace|insert).?(me|this|here)|placeholder|example|password|your.?secret|lectern.?demo/i

/** A configuration that cannot be used. Its message names the key and says what to do. */
export class ConfigError extends Error {
  readonly key: string

  constructor(key: string, problem: string) {
    super(`${key}: ${problem}`)
    this.name = 'ConfigError'
    this.key = key
  }
}

type Env = Record<string, string | undefined>

/**
 * Reads one service's configuration, strictly: a malformed value, a missing one without default, an unknown `LECTERN_…` key
 * or a secret that could be guessed or is used twice, outside the demo, throws a `ConfigError` that names the key.
 */
export function readConfig<Shape extends z.ZodRawShape>(shape: Shape, env: Env): z.output<z.ZodObject<Shape>> {
  refuseUnknownKeys(shape, env)
  const given = Object.fromEntries(Object.keys(shape).map((key) => [key, env[key] === '' ? undefined : env[key]]))
  const result = z.object(shape).safeParse(given)
  if (!result.success) throw firstProblem(result.error, env)
  refuseWeakSecrets(Object.keys(shape), env)
  return result.data
}

function refuseUnknownKeys(shape: z.ZodRawShape, env: Env): void {
  const ownPrefixes = SERVICE_PREFIXES.filter((prefix) =>
    Object.keys(shape).some((key) => key.startsWith(prefix) && !(key in SHARED_KEYS)),
  )
  for (const key of Object.keys(env)) {
    if (!key.startsWith('LECTERN_') || key in SHARED_KEYS || key in shape) continue
    const prefix = SERVICE_PREFIXES.find((each) => key.startsWith(each))
    if (prefix && !ownPrefixes.includes(prefix)) continue
    throw new ConfigError(key, 'there is no such setting. Check its spelling in the README.')
  }
}

function firstProblem(error: z.ZodError, env: Env): ConfigError {
  const issue = error.issues[0]
  const key = String(issue?.path[0] ?? 'LECTERN')
  if (env[key] === undefined || env[key] === '') return new ConfigError(key, 'is not set and has no default.')
  return new ConfigError(key, `the value does not fit: ${issue?.message ?? 'not valid'}.`)
}

function refuseWeakSecrets(keys: string[], env: Env): void {
  if (z.stringbool().safeParse(env.LECTERN_DEMO).data === true) return
  const keyOf = new Map<string, string>()
  for (const key of keys.filter((each) => each.endsWith('_SECRET'))) {
    const value = env[key]
    if (!value) continue
    const weakness = weaknessOf(value)
    if (weakness) throw new ConfigError(key, `${weakness}; use at least ${MIN_SECRET} random characters.`)
    // Who learns one of two that are the same opens both doors.
    if (keyOf.has(value)) throw new ConfigError(key, `is the same as ${keyOf.get(value)}; each needs one of its own.`)
    keyOf.set(value, key)
  }
}

function weaknessOf(secret: string): string | undefined {
  if (secret.length < MIN_SECRET) return 'is too short for a secret'
  if (new Set(secret).size < MIN_CHARACTERS) return 'is made of too few different characters'
  if (`${secret}${secret}`.indexOf(secret, 1) < secret.length) return 'is one part over and over'
  return PLACEHOLDER.test(secret) ? 'is one of those that stand in instructions' : undefined
}
