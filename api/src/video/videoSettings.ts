import { ConfigError } from '@lectern/protocol/config'
import { z } from 'zod'
import type { MuxSettings } from './MuxVideoLibrary.ts'

/** Settings of the video library: all of Mux's keys, or none. */
export const VIDEO_KEYS = {
  LECTERN_API_MUX_TOKEN_ID: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Mux access token, id. With Mux's five keys recordings are brought there after class and played from there.",
    ),
  LECTERN_API_MUX_TOKEN_SECRET: z.string().min(1).optional().describe('Mux access token, secret.'),
  LECTERN_API_MUX_WEBHOOK_SECRET: z.string().min(1).optional().describe('Signing secret of the webhook at Mux.'),
  LECTERN_API_MUX_SIGNING_KEY: z.string().min(1).optional().describe('Mux signing key, id: signs what viewers play.'),
  LECTERN_API_MUX_SIGNING_PRIVATE_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Mux signing key, the private key in base64 as Mux shows it.'),
  LECTERN_API_MUX_URL: z.url().default('https://api.mux.com').describe("Address of Mux's API; another one for tests."),
} as const

type VideoKeys = z.output<z.ZodObject<typeof VIDEO_KEYS>>

const NEEDED = [
  'LECTERN_API_MUX_TOKEN_ID',
  'LECTERN_API_MUX_TOKEN_SECRET',
  'LECTERN_API_MUX_WEBHOOK_SECRET',
  'LECTERN_API_MUX_SIGNING_KEY',
  'LECTERN_API_MUX_SIGNING_PRIVATE_KEY',
] as const

/** Null where no key of Mux is set. Throws a `ConfigError` that names the first missing one where only some are. */
export function muxSettings(keys: VideoKeys): MuxSettings | null {
  const given = NEEDED.find((key) => keys[key] !== undefined)
  if (given === undefined) return null
  const need = (key: (typeof NEEDED)[number]): string => {
    const value = keys[key]
    if (value === undefined) throw new ConfigError(key, `is needed beside ${given}.`)
    return value
  }
  return {
    tokenId: need('LECTERN_API_MUX_TOKEN_ID'),
    tokenSecret: need('LECTERN_API_MUX_TOKEN_SECRET'),
    webhookSecret: need('LECTERN_API_MUX_WEBHOOK_SECRET'),
    signingKey: need('LECTERN_API_MUX_SIGNING_KEY'),
    signingPrivateKey: need('LECTERN_API_MUX_SIGNING_PRIVATE_KEY'),
    url: keys.LECTERN_API_MUX_URL,
  }
}
