import { readConfig, SHARED_KEYS } from '@lectern/protocol/config'
import { STORE_KEYS } from '@lectern/recording'
import { z } from 'zod'
import { muxSettings, VIDEO_KEYS } from './video/videoSettings.ts'

export const API_KEYS = {
  LECTERN_DEMO: SHARED_KEYS.LECTERN_DEMO,
  LECTERN_LOG_LEVEL: SHARED_KEYS.LECTERN_LOG_LEVEL,
  LECTERN_DATA_DIR: SHARED_KEYS.LECTERN_DATA_DIR,
  ...STORE_KEYS,
  LECTERN_DATABASE_URL: SHARED_KEYS.LECTERN_DATABASE_URL,
  LECTERN_PUBLIC_WEB_URL: SHARED_KEYS.LECTERN_PUBLIC_WEB_URL,
  LECTERN_PUBLIC_ENGINE_URL: SHARED_KEYS.LECTERN_PUBLIC_ENGINE_URL,
  LECTERN_ENGINE_URL: SHARED_KEYS.LECTERN_ENGINE_URL,
  LECTERN_JOIN_SECRET: SHARED_KEYS.LECTERN_JOIN_SECRET,
  LECTERN_API_SECRET: SHARED_KEYS.LECTERN_API_SECRET,
  LECTERN_WEBHOOK_SECRET: SHARED_KEYS.LECTERN_WEBHOOK_SECRET,
  LECTERN_DEBUG_SECRET: SHARED_KEYS.LECTERN_DEBUG_SECRET,
  LECTERN_SFU_URL: SHARED_KEYS.LECTERN_SFU_URL,
  LECTERN_WEB_URL: SHARED_KEYS.LECTERN_WEB_URL,
  LECTERN_API_HOST: z.string().min(1).default('127.0.0.1').describe('Address the api listens on.'),
  LECTERN_API_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(4000)
    .describe('Port of the api; 0 = any free one.'),
  LECTERN_API_TRUST_PROXY: z
    .string()
    .min(1)
    .default('loopback')
    .describe(
      'Senders whose X-Forwarded-For is believed: addresses, networks, or loopback, linklocal, uniquelocal; by commas.',
    ),
  LECTERN_API_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .positive()
    .default(3000)
    .describe('GraphQL requests that one address may make in a minute.'),
  LECTERN_API_RECORDING_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .positive()
    .default(20_000)
    .describe('Pieces of recordings that one address may ask for in a minute. A viewer asks for some 60.'),
  ...VIDEO_KEYS,
  LECTERN_API_INTROSPECTION: z
    .stringbool()
    .optional()
    .describe('Whether the schema may be asked for. Default: only in demo mode.'),
}

export type Config = ReturnType<typeof readApiConfig>

/** The api's settings. Throws a `ConfigError` that names the first key at fault. */
export function readApiConfig(env: NodeJS.ProcessEnv) {
  const config = readConfig(API_KEYS, env)
  // Half of Mux's keys are a mistake that is better told now than after a class.
  muxSettings(config)
  return config
}
