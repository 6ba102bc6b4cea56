import { ConfigError, SHARED_KEYS } from '@lectern/protocol/config'
import type { z } from 'zod'

/** The settings that a service which uses the store takes into its own, beside `LECTERN_DATA_DIR`. */
export const STORE_KEYS = {
  LECTERN_STORE_S3_BUCKET: SHARED_KEYS.LECTERN_STORE_S3_BUCKET,
  LECTERN_STORE_S3_ENDPOINT: SHARED_KEYS.LECTERN_STORE_S3_ENDPOINT,
  LECTERN_STORE_S3_REGION: SHARED_KEYS.LECTERN_STORE_S3_REGION,
  LECTERN_STORE_S3_PREFIX: SHARED_KEYS.LECTERN_STORE_S3_PREFIX,
  LECTERN_STORE_S3_ACCESS_KEY_ID: SHARED_KEYS.LECTERN_STORE_S3_ACCESS_KEY_ID,
  LECTERN_STORE_S3_SECRET_ACCESS_KEY: SHARED_KEYS.LECTERN_STORE_S3_SECRET_ACCESS_KEY,
} as const

export interface S3Settings {
  bucket: string
  /** Undefined: Amazon's. */
  endpoint: string | undefined
  region: string
  /** Keys of the store begin with it and a slash; empty: the bucket is the store. */
  prefix: string
  /** Undefined: those that the machine has (instance role, environment, profile). */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
}

/** A folder, or a bucket. Plain data: it can be handed to a worker. */
export type StoreSettings = { folder: string } | { s3: S3Settings }

type StoreKeys = z.output<z.ZodObject<typeof STORE_KEYS>> & { LECTERN_DATA_DIR: string }

/** Where the store is by a service's settings. Throws a `ConfigError` where they name half of a bucket. */
export function storeSettings(keys: StoreKeys): StoreSettings {
  const { LECTERN_STORE_S3_BUCKET: bucket } = keys
  if (bucket === undefined) return localStore(keys)
  return {
    s3: {
      bucket,
      endpoint: keys.LECTERN_STORE_S3_ENDPOINT,
      region: keys.LECTERN_STORE_S3_REGION,
      prefix: keys.LECTERN_STORE_S3_PREFIX,
      credentials: credentialsOf(keys),
    },
  }
}

function localStore(keys: StoreKeys): StoreSettings {
  if (keys.LECTERN_STORE_S3_ENDPOINT !== undefined) {
    throw new ConfigError('LECTERN_STORE_S3_BUCKET', 'is needed beside LECTERN_STORE_S3_ENDPOINT.')
  }
  return { folder: `${keys.LECTERN_DATA_DIR}/store` }
}

function credentialsOf(keys: StoreKeys): S3Settings['credentials'] {
  const accessKeyId = keys.LECTERN_STORE_S3_ACCESS_KEY_ID
  const secretAccessKey = keys.LECTERN_STORE_S3_SECRET_ACCESS_KEY
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined
  if (accessKeyId === undefined) throw needed('ACCESS_KEY_ID', 'SECRET_ACCESS_KEY')
  if (secretAccessKey === undefined) throw needed('SECRET_ACCESS_KEY', 'ACCESS_KEY_ID')
  return { accessKeyId, secretAccessKey }
}

const needed = (missing: string, given: string) =>
  new ConfigError(`LECTERN_STORE_S3_${missing}`, `is needed beside LECTERN_STORE_S3_${given}.`)
