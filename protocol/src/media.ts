import { z } from 'zod'
import { MediaSource } from './documents.ts'
import { request } from './request.ts'

const often = { burst: 40, perSecond: 20 }
const normal = { burst: 20, perSecond: 5 }

/** Form of mediasoup's parameters is checked by the SFU; here only that it is an object of a bounded size (socket frame limit). */
const opaque = z.record(z.string(), z.unknown())
const Id = z.string().min(1).max(64)

/** What a client needs to make a WebRtcTransport of mediasoup-client. */
export interface TransportOffer {
  id: string
  iceParameters: Record<string, unknown>
  iceCandidates: Record<string, unknown>[]
  dtlsParameters: Record<string, unknown>
}

export interface IceServer {
  urls: string[]
  username?: string
  credential?: string
}

/** How much of a producer somebody wants; the sender stops what nobody wants. */
export interface ProducerDemand {
  /** False: nobody wants it, pause sending. */
  wanted: boolean
  /** Highest simulcast spatial layer that anybody wants (0 lowest). */
  spatialLayer: number
}

/** A picture that is on the viewer's screen. */
export const VideoWish = z.object({
  userId: z.string().min(1).max(128),
  source: z.enum(['camera', 'screen']),
  /** Height of the tile in device pixels. */
  height: z.number().int().min(1).max(4320),
  /** Pinned, spotlit or shared: gets its picture before others when not all can have one. */
  pinned: z.boolean().default(false),
})
export type VideoWish = z.infer<typeof VideoWish>

export const MEDIA_COMMANDS = {
  /** Opens (or opens again, after `media:reset`) the peer's media: one round trip for all that comes before the first frame. */
  open: request('media:open', z.object({}).optional(), { action: null, rate: normal })<{
    routerRtpCapabilities: Record<string, unknown>
    iceServers: IceServer[]
    iceTransportPolicy: 'all' | 'relay'
    send: TransportOffer
    receive: TransportOffer
  }>(),
  /** Tells what the client can decode; consumers come from now on (`media:consumer`). */
  ready: request(
    'media:ready',
    z.object({
      rtpCapabilities: opaque,
      /** So many pictures may come small before the first `media:wish` says which: a page knows that only once it is drawn. */
      firstPictures: z.number().int().min(0).max(16).optional(),
    }),
    { action: null, rate: normal },
  )<null>(),
  connect: request('media:connect', z.object({ transportId: Id, dtlsParameters: opaque }), {
    action: null,
    rate: normal,
  })<null>(),
  restartIce: request('media:restart-ice', z.object({ transportId: Id }), { action: null, rate: normal })<{
    iceParameters: Record<string, unknown>
  }>(),
  /** The right depends on the source: `media:microphone`, `media:camera` or `media:present`; the handler checks it. */
  produce: request(
    'media:produce',
    z.object({
      /** Made by the client: a retry answers with the same producer. */
      requestId: Id,
      transportId: Id,
      source: MediaSource,
      kind: z.enum(['audio', 'video']),
      rtpParameters: opaque,
      paused: z.boolean().default(false),
    }),
    { action: null, rate: normal },
  )<{ producerId: string }>(),
  /** Mute or cover (true), unmute or show (false) one's own producer. */
  pause: request('media:pause', z.object({ producerId: Id, paused: z.boolean() }), {
    action: null,
    rate: often,
  })<null>(),
  close: request('media:close', z.object({ producerId: Id }), { action: null, rate: often })<null>(),
  /** The client has made these consumers (`media:consumer`) and can take their packets; they start from now. */
  consumed: request('media:consumed', z.object({ consumerIds: z.array(Id).min(1).max(64) }), {
    action: null,
    rate: often,
  })<null>(),
  /** Replaces the whole list of wanted pictures. */
  wish: request('media:wish', z.object({ videos: z.array(VideoWish).max(64) }), { action: null, rate: often })<null>(),
  /** The reply tells how the SFU sees the link. `gapMs`: sound and picture were lost for so long, and are back; told once. */
  stats: request('media:stats', z.object({ gapMs: z.number().int().min(0).max(600_000).optional() }).optional(), {
    action: null,
    rate: normal,
  })<{
    send: ConnectionQuality
    receive: ConnectionQuality
  }>(),
} as const
export type MediaCommandName = keyof typeof MEDIA_COMMANDS

export type ConnectionQuality = 'good' | 'fair' | 'poor' | 'lost'

/** Media events from engine to client: name → payload. */
export interface MediaEvents {
  /** A consumer was made for you, paused; send `media:consumed` when it is ready, and it starts. */
  'media:consumer': {
    consumerId: string
    producerId: string
    userId: string
    peerId: string
    source: MediaSource
    kind: 'audio' | 'video'
    rtpParameters: Record<string, unknown>
    /** The producer is paused (muted). */
    producerPaused: boolean
  }
  'media:consumer-closed': { consumerId: string }
  /** The SFU paused or resumed a picture that you get (demand rules), or its producer did. Not sent for sound. */
  'media:consumer-paused': { consumerId: string; paused: boolean; producerPaused: boolean }
  /** What others want of your producer. */
  'media:demand': { producerId: string } & ProducerDemand
  /** Your producer is no more: you may not send it any longer. */
  'media:producer-closed': { producerId: string; reason: 'revoked' }
  /** Who speaks now, loudest first, with level in dBov (-127 … 0). */
  'media:speakers': { speakers: { userId: string; volume: number }[] }
  /** Connection of other people, when it changes. */
  'media:quality': { userId: string; quality: ConnectionQuality }
  /** The SFU lost this room: close all transports, then `media:open` again. */
  'media:reset': { reason: 'worker' | 'node' | 'moved' }
}
