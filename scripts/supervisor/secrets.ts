import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../support/UserError.ts'

export const SECRET_NAMES = [
  'LECTERN_JOIN_SECRET',
  'LECTERN_API_SECRET',
  'LECTERN_WEBHOOK_SECRET',
  'LECTERN_SFU_SECRET',
  'LECTERN_AUTH_SECRET',
  'LECTERN_DEBUG_SECRET',
  'LECTERN_CLUSTER_SECRET',
] as const
const DATABASE_PASSWORD = 'databasePassword'
const REDIS_PASSWORD = 'redisPassword'
const KEPT_NAMES = [...SECRET_NAMES, DATABASE_PASSWORD, REDIS_PASSWORD] as const

export interface Secrets {
  /** By name of their environment variable. */
  services: Record<(typeof SECRET_NAMES)[number], string>
  databasePassword: string
  redisPassword: string
}

type Kept = Record<(typeof KEPT_NAMES)[number], string>
type Env = Record<string, string | undefined>

/** Random secrets, made once and kept in the data folder, readable by its owner only. One in the environment wins. */
export async function provideSecrets(dataDir: string, env: Env): Promise<Secrets> {
  const kept = (await readSecrets(dataDir)) ?? {}
  const complete = Object.fromEntries(KEPT_NAMES.map((name) => [name, kept[name] ?? newSecret()])) as Kept
  if (KEPT_NAMES.some((name) => kept[name] === undefined)) await writeSecrets(dataDir, complete)
  const { databasePassword, redisPassword, ...services } = complete
  for (const name of SECRET_NAMES) services[name] = env[name] || services[name]
  return { services, databasePassword, redisPassword }
}

/** The join secret in force: the environment's, else the one in the data folder. */
export async function joinSecret(dataDir: string, env: Env): Promise<string> {
  const secret = env.LECTERN_JOIN_SECRET || (await readSecrets(dataDir))?.LECTERN_JOIN_SECRET
  if (secret) return secret
  throw new UserError(`There is no join secret in ${dataDir} yet: run npm start once, or set LECTERN_JOIN_SECRET.`)
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

async function readSecrets(dataDir: string): Promise<Partial<Kept> | undefined> {
  const file = secretsFile(dataDir)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new UserError(`${file} cannot be read (${error.code}): mend its rights, then start again.`)
  })
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Partial<Kept>
  } catch {
    throw new UserError(`${file} is damaged: restore it, or remove the whole folder to begin anew.`)
  }
}

async function writeSecrets(dataDir: string, secrets: Kept): Promise<void> {
  const file = secretsFile(dataDir)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

function secretsFile(dataDir: string): string {
  return join(dataDir, 'secrets.json')
}
