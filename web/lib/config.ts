import { readConfig, SHARED_KEYS } from '@lectern/protocol/config'
import { z } from 'zod'

/** Every setting of the web service. */
export const WEB_KEYS = {
  LECTERN_DEMO: SHARED_KEYS.LECTERN_DEMO,
  LECTERN_LOG_LEVEL: SHARED_KEYS.LECTERN_LOG_LEVEL,
  LECTERN_PUBLIC_WEB_URL: SHARED_KEYS.LECTERN_PUBLIC_WEB_URL,
  LECTERN_PUBLIC_ENGINE_URL: SHARED_KEYS.LECTERN_PUBLIC_ENGINE_URL,
  LECTERN_API_URL: SHARED_KEYS.LECTERN_API_URL,
  LECTERN_API_SECRET: SHARED_KEYS.LECTERN_API_SECRET,
  LECTERN_AUTH_SECRET: SHARED_KEYS.LECTERN_AUTH_SECRET,
  LECTERN_DEBUG_SECRET: SHARED_KEYS.LECTERN_DEBUG_SECRET,
  LECTERN_WEB_HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on.'),
  LECTERN_WEB_PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port to listen on.'),
  LECTERN_WEB_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(8)
    .default(0)
    .describe(
      'How many proxies of yours stand before the web service; 0 = the address of the caller is taken as it is.',
    ),
  LECTERN_WEB_MUX: z
    .stringbool()
    .default(false)
    .describe(
      "Let pages play recordings from Mux, where the api brings them there. Set by `npm start` beside Mux's keys.",
    ),
  LECTERN_WEB_UI_PAGE: z.stringbool().default(false).describe('Show the interface kit at /ui in production too.'),
  LECTERN_WEB_TLDRAW_LICENSE_KEY: z.string().optional().describe('Licence key of tldraw, if you have one.'),
  LECTERN_WEB_GOOGLE_ID: z.string().optional().describe('OAuth client id for log-in with Google.'),
  LECTERN_WEB_GOOGLE_SECRET: z.string().optional().describe('OAuth client secret for log-in with Google.'),
  LECTERN_WEB_GITHUB_ID: z.string().optional().describe('OAuth client id for log-in with GitHub.'),
  LECTERN_WEB_GITHUB_SECRET: z.string().optional().describe('OAuth client secret for log-in with GitHub.'),
} as const

export type WebConfig = ReturnType<typeof readWebConfig>

/** Throws a `ConfigError` that names the key at fault. */
export function readWebConfig(env: Record<string, string | undefined>) {
  return readConfig(WEB_KEYS, env)
}

let read: WebConfig | undefined

/** The configuration of this process, read once. */
export function config(): WebConfig {
  read ??= readWebConfig(process.env)
  return read
}
