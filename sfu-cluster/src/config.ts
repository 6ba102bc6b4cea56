import { availableParallelism } from 'node:os'
import { ConfigError, readConfig, SHARED_KEYS } from '@lectern/protocol/config'
import { STORE_KEYS, type StoreSettings, storeSettings } from '@lectern/recording'
import { z } from 'zod'

export const VideoCodec = z.enum(['VP8', 'H264', 'VP9', 'AV1'])
export type VideoCodec = z.infer<typeof VideoCodec>

const IceServer = z.strictObject({
  urls: z.union([z.string(), z.array(z.string()).min(1)]).transform((urls) => [urls].flat()),
  username: z.string().optional(),
  credential: z.string().optional(),
})

const EVERY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

const count = z.coerce.number().int().min(1)
const port = z.coerce.number().int().min(0).max(65_535)
const bitsPerSecond = z.coerce.number().int().min(10_000)
const milliseconds = z.coerce.number().int().min(0)

/** A list in one value, separated by commas. */
const listOf = <Value>(item: z.ZodType<Value, string>) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1))

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' })
    return z.NEVER
  }
})

export const SFU_KEYS = {
  LECTERN_DEMO: SHARED_KEYS.LECTERN_DEMO,
  LECTERN_LOG_LEVEL: SHARED_KEYS.LECTERN_LOG_LEVEL,
  LECTERN_DATA_DIR: SHARED_KEYS.LECTERN_DATA_DIR,
  ...STORE_KEYS,
  LECTERN_SFU_SECRET: SHARED_KEYS.LECTERN_SFU_SECRET,
  LECTERN_DEBUG_SECRET: SHARED_KEYS.LECTERN_DEBUG_SECRET,
  LECTERN_SFU_HOST: z.string().min(1).default('127.0.0.1').describe('Address of the control port.'),
  LECTERN_SFU_PORT: port.default(4200).describe('Control port: RPC, health and metrics.'),
  LECTERN_SFU_WORKERS: count.default(availableParallelism()).describe('Worker processes; default one per core.'),
  LECTERN_SFU_RTC_PORT: port
    .default(44_400)
    .describe('First WebRTC port, UDP and TCP; worker i uses this plus i. 0: any free ports.'),
  LECTERN_SFU_LISTEN_IP: z.string().min(1).default('127.0.0.1').describe('Address that WebRTC listens on.'),
  LECTERN_SFU_ANNOUNCED_ADDRESS: z
    .string()
    .min(1)
    .optional()
    .describe('Address or name that browsers are told, where it is not the one listened on.'),
  LECTERN_SFU_CODECS: listOf(VideoCodec)
    .default(['H264', 'VP8', 'VP9', 'AV1'])
    .describe('Video codecs, the preferred first: any of VP8, H264, VP9, AV1.'),
  LECTERN_SFU_ICE_SERVERS: json
    .pipe(z.array(IceServer))
    .default([])
    .describe('STUN and TURN servers for browsers: JSON list of {urls, username, credential}.'),
  LECTERN_SFU_ICE_POLICY: z.enum(['all', 'relay']).default('all').describe('relay: browsers may use TURN only.'),
  LECTERN_SFU_TURN_URLS: listOf(z.string().startsWith('turn'))
    .optional()
    .describe('TURN servers (coturn with use-auth-secret) for which credentials are made.'),
  LECTERN_SFU_TURN_SECRET: z.string().optional().describe("coturn's static-auth-secret."),
  LECTERN_SFU_TURN_SECONDS: count.default(6 * 60 * 60).describe('How long TURN credentials are good for.'),
  LECTERN_SFU_MAX_TRANSPORTS: count.default(4000).describe('WebRTC transports of this node; a person takes two.'),
  LECTERN_SFU_PEERS_PER_ROOM: count.default(1000).describe('Connections with sound and picture in one class.'),
  LECTERN_SFU_PEERS_PER_PERSON: count
    .default(16)
    .describe('Connections with sound and picture of one person in one class.'),
  LECTERN_SFU_PRODUCERS_PER_PEER: count.default(6).describe('Tracks that one connection may send.'),
  LECTERN_SFU_CONSUMERS_PER_PEER: count.default(96).describe('Tracks that one connection may hold for receiving.'),
  LECTERN_SFU_AUDIO_CONSUMERS: count.default(24).describe('Microphones that one connection holds, ready to be heard.'),
  LECTERN_SFU_CONSUMERS_PER_ROUTER: count
    .default(500)
    .describe("Consumers of a room on one worker, above which another worker's router takes newcomers."),
  LECTERN_SFU_LOUDEST: count.default(3).describe('Microphones heard at once in a room.'),
  LECTERN_SFU_LAST_N: count.default(12).describe('Pictures that one connection gets at once.'),
  LECTERN_SFU_INITIAL_BITRATE: bitsPerSecond
    .default(1_000_000)
    .describe('First guess of what a viewer can take, bit/s.'),
  LECTERN_SFU_MAX_INCOMING_BITRATE: bitsPerSecond
    .default(8_000_000)
    .describe('Most that one connection may send, bit/s.'),
  LECTERN_SFU_MAX_OUTGOING_BITRATE: bitsPerSecond.optional().describe('Most that one connection is sent, bit/s.'),
  LECTERN_SFU_KEY_FRAME_DELAY_MS: milliseconds
    .default(1000)
    .describe('Shortest time between two key frame requests to a sender, ms.'),
  LECTERN_SFU_RPC_BYTES: count.default(256 * 1024).describe('Largest control message that is taken, bytes.'),
  LECTERN_SFU_ENGINE_PATIENCE_MS: milliseconds
    .default(15_000)
    .describe('How long the media of an engine that is away is kept, ms.'),
}

/** Settings of one SFU node. Bitrates in bit/s, times in ms unless named otherwise. */
export interface SfuConfig {
  logLevel: string
  secret: string
  debugSecret: string | undefined
  host: string
  port: number
  workers: number
  rtcPort: number
  listenIp: string
  announcedAddress: string | undefined
  codecs: VideoCodec[]
  ice: IceConfig
  media: MediaLimits
  /** Where recordings go. */
  store: StoreSettings
  rpcBytes: number
  enginePatienceMs: number
}

export interface IceConfig {
  servers: z.output<typeof IceServer>[]
  policy: 'all' | 'relay'
  turn: { urls: string[]; secret: string; seconds: number } | null
}

export interface MediaLimits {
  transports: number
  peersPerRoom: number
  peersPerPerson: number
  producersPerPeer: number
  consumersPerPeer: number
  audioConsumers: number
  consumersPerRouter: number
  loudest: number
  lastN: number
  initialBitrate: number
  maxIncomingBitrate: number
  maxOutgoingBitrate: number | undefined
  keyFrameDelayMs: number
}

/** Reads the environment; throws a `ConfigError` that names the key at fault. */
export function readSfuConfig(env: Record<string, string | undefined>): SfuConfig {
  const keys = readConfig(SFU_KEYS, env)
  if (EVERY_ADDRESS.has(keys.LECTERN_SFU_LISTEN_IP) && keys.LECTERN_SFU_ANNOUNCED_ADDRESS === undefined) {
    throw new ConfigError(
      'LECTERN_SFU_ANNOUNCED_ADDRESS',
      `is needed where LECTERN_SFU_LISTEN_IP is ${keys.LECTERN_SFU_LISTEN_IP}: browsers must be told one address.`,
    )
  }
  return {
    logLevel: keys.LECTERN_LOG_LEVEL,
    secret: keys.LECTERN_SFU_SECRET,
    debugSecret: keys.LECTERN_DEBUG_SECRET,
    host: keys.LECTERN_SFU_HOST,
    port: keys.LECTERN_SFU_PORT,
    workers: keys.LECTERN_SFU_WORKERS,
    rtcPort: keys.LECTERN_SFU_RTC_PORT,
    listenIp: keys.LECTERN_SFU_LISTEN_IP,
    announcedAddress: keys.LECTERN_SFU_ANNOUNCED_ADDRESS,
    codecs: keys.LECTERN_SFU_CODECS,
    ice: {
      servers: keys.LECTERN_SFU_ICE_SERVERS,
      policy: keys.LECTERN_SFU_ICE_POLICY,
      turn: readTurn(keys.LECTERN_SFU_TURN_URLS, keys.LECTERN_SFU_TURN_SECRET, keys.LECTERN_SFU_TURN_SECONDS),
    },
    media: {
      transports: keys.LECTERN_SFU_MAX_TRANSPORTS,
      peersPerRoom: keys.LECTERN_SFU_PEERS_PER_ROOM,
      peersPerPerson: keys.LECTERN_SFU_PEERS_PER_PERSON,
      producersPerPeer: keys.LECTERN_SFU_PRODUCERS_PER_PEER,
      consumersPerPeer: keys.LECTERN_SFU_CONSUMERS_PER_PEER,
      audioConsumers: keys.LECTERN_SFU_AUDIO_CONSUMERS,
      consumersPerRouter: keys.LECTERN_SFU_CONSUMERS_PER_ROUTER,
      loudest: keys.LECTERN_SFU_LOUDEST,
      lastN: keys.LECTERN_SFU_LAST_N,
      initialBitrate: keys.LECTERN_SFU_INITIAL_BITRATE,
      maxIncomingBitrate: keys.LECTERN_SFU_MAX_INCOMING_BITRATE,
      maxOutgoingBitrate: keys.LECTERN_SFU_MAX_OUTGOING_BITRATE,
      keyFrameDelayMs: keys.LECTERN_SFU_KEY_FRAME_DELAY_MS,
    },
    store: storeSettings(keys),
    rpcBytes: keys.LECTERN_SFU_RPC_BYTES,
    enginePatienceMs: keys.LECTERN_SFU_ENGINE_PATIENCE_MS,
  }
}

function readTurn(urls: string[] | undefined, secret: string | undefined, seconds: number): IceConfig['turn'] {
  if (!urls && secret === undefined) return null
  if (!urls) throw new ConfigError('LECTERN_SFU_TURN_URLS', 'is needed beside LECTERN_SFU_TURN_SECRET.')
  if (secret === undefined) throw new ConfigError('LECTERN_SFU_TURN_SECRET', 'is needed beside LECTERN_SFU_TURN_URLS.')
  return { urls, secret, seconds }
}
