import { z } from 'zod'
import { MediaSource } from './documents.ts'
import type { WireError } from './errors.ts'
import { PeerId, RoomId, UserId } from './ids.ts'
import { type TrackEnd, TrackId } from './log.ts'
import { type ConnectionQuality, type IceServer, type ProducerDemand, type TransportOffer, VideoWish } from './media.ts'

/**
 * What an engine and an SFU say to each other: JSON text frames on one WebSocket (`/rpc`, `Authorization: Bearer <LECTERN_SFU_SECRET>`).
 * The engine's first frame is `SfuHello`, the SFU's first is `SfuWelcome`; then requests with replies, and events.
 *
 * A request with the id of an earlier one of the same session is not done again: it is answered as the first was. An engine that
 * comes back within the SFU's patience goes on with its session (`resumed`): no event is lost, and it sends again what had no
 * reply. Otherwise the SFU has closed all media of that engine, and the session is a new one.
 */
export const SFU_RPC_VERSION = 1
export const SFU_RPC_PATH = '/rpc'

const Id = z.string().min(1).max(64)
const opaque = z.record(z.string(), z.unknown())
const peer = { room: RoomId, peerId: PeerId }

export const SfuHello = z.object({
  version: z.number().int(),
  /** The engine's own lasting name. A new process with the name of a dead one takes its place. */
  engineId: z.string().min(1).max(128),
  /** Session to go on with, and the last event that arrived; null for a new one. */
  resume: z.object({ session: Id, lastEvent: z.number().int().min(0) }).nullable(),
})
export type SfuHello = z.infer<typeof SfuHello>

export interface SfuWelcome {
  version: number
  session: string
  resumed: boolean
  /** Largest frame that this SFU takes, bytes; a larger one costs the whole socket. */
  maxBytes: number
}

interface SfuRequest<Params extends z.ZodType = z.ZodType, Reply = unknown> {
  params: Params
  /** Type only. */
  reply?: Reply
}

const rpc =
  <Params extends z.ZodType>(params: Params) =>
  <Reply>(): SfuRequest<Params, Reply> => ({ params })

export interface OpenedPeer {
  routerRtpCapabilities: Record<string, unknown>
  iceServers: IceServer[]
  iceTransportPolicy: 'all' | 'relay'
  send: TransportOffer
  receive: TransportOffer
}

export const SFU_REQUESTS = {
  /** Both transports of a peer. What the peer had before is closed. */
  openPeer: rpc(z.object({ ...peer, userId: UserId }))<OpenedPeer>(),
  closePeer: rpc(z.object(peer))<null>(),
  /** Closes what this engine has in the room. */
  closeRoom: rpc(z.object({ room: RoomId }))<null>(),
  /** This engine leads the room from now on: closes what other engines have in it. */
  takeRoom: rpc(z.object({ room: RoomId }))<null>(),
  /** What the peer can decode; consumers are made from now on. `firstPictures`: how many it takes before it says which. */
  setCapabilities: rpc(
    z.object({ ...peer, rtpCapabilities: opaque, firstPictures: z.number().int().min(0).max(16).optional() }),
  )<null>(),
  connectTransport: rpc(z.object({ ...peer, transportId: Id, dtlsParameters: opaque }))<null>(),
  restartIce: rpc(z.object({ ...peer, transportId: Id }))<{ iceParameters: Record<string, unknown> }>(),
  /** `requestId`, made by the client: a retry answers with the same producer. */
  produce: rpc(
    z.object({
      ...peer,
      requestId: Id,
      transportId: Id,
      source: MediaSource,
      kind: z.enum(['audio', 'video']),
      rtpParameters: opaque,
      paused: z.boolean(),
    }),
  )<{ producerId: string }>(),
  pauseProducer: rpc(z.object({ ...peer, producerId: Id, paused: z.boolean() }))<null>(),
  closeProducer: rpc(z.object({ ...peer, producerId: Id }))<null>(),
  /** The client has made them and can take packets. */
  consumersReady: rpc(z.object({ ...peer, consumerIds: z.array(Id).min(1).max(64) }))<null>(),
  /** Replaces the whole list. */
  setWishes: rpc(z.object({ ...peer, videos: z.array(VideoWish).max(64) }))<null>(),
  /**
   * Records a producer as a track from now on; asked again it changes nothing. Rule [RE4]. `logTime`: the log's clock when this was
   * sent, epoch ms. `startedAt`: log time that is 0 on the recording's clock, by which samples are stamped.
   */
  recordProducer: rpc(
    z.object({ ...peer, producerId: Id, track: TrackId, logTime: z.number(), startedAt: z.number() }),
  )<null>(),
  /** Ends the recording of a producer. Answers when its last segment is stored and told, or after some seconds without. */
  stopRecording: rpc(z.object({ ...peer, producerId: Id }))<null>(),
  stats: rpc(z.object(peer))<{ send: ConnectionQuality; receive: ConnectionQuality }>(),
} as const
export type SfuMethod = keyof typeof SFU_REQUESTS
export type SfuParams<Method extends SfuMethod> = z.output<(typeof SFU_REQUESTS)[Method]['params']>
export type SfuReply<Method extends SfuMethod> =
  (typeof SFU_REQUESTS)[Method] extends SfuRequest<z.ZodType, infer Reply> ? Reply : never

export const SfuCall = z.object({
  id: Id,
  method: z.enum(Object.keys(SFU_REQUESTS) as [SfuMethod, ...SfuMethod[]]),
  params: z.unknown(),
})
export type SfuCall = z.infer<typeof SfuCall>

interface ToPeer {
  room: string
  peerId: string
}

/** Events of the SFU: name → payload. */
export interface SfuEvents {
  /** A consumer was made, paused; it starts after `consumersReady`. */
  consumer: ToPeer & {
    consumerId: string
    producerId: string
    /** Whose producer it is. */
    ofUserId: string
    ofPeerId: string
    source: MediaSource
    kind: 'audio' | 'video'
    rtpParameters: Record<string, unknown>
    producerPaused: boolean
  }
  consumerClosed: ToPeer & { consumerId: string }
  /** Video only. */
  consumerPaused: ToPeer & { consumerId: string; paused: boolean; producerPaused: boolean }
  demand: ToPeer & { producerId: string } & ProducerDemand
  speakers: { room: string; speakers: { userId: string; volume: number }[] }
  quality: { room: string; userId: string; quality: ConnectionQuality }
  /** A recorded track began: `track` of `recordProducer`, or that with `-<n>` behind it where the track had to begin anew. */
  trackStarted: {
    room: string
    producerId: string
    track: string
    mime: string
    width: number | null
    height: number | null
  }
  /** A segment is stored. See `MediaPayload`. */
  segment: { room: string; track: string; n: number; at: number; durationMs: number; bytes: number }
  trackEnded: { room: string; track: string; reason: TrackEnd }
  /** Whether the recorder of this node can write to the store. Sent when that changes. */
  recorder: { room: string; works: boolean }
  /** All media of these peers is gone; they may open again at once. */
  reset: { room: string; peerIds: string[]; reason: 'worker' }
}
export type SfuEventName = keyof SfuEvents

export type SfuEvent = {
  [Name in SfuEventName]: {
    event: Name
    data: SfuEvents[Name]
    /** Counts from 1 within the session, without gaps. Absent on what is worth nothing later (`speakers`), which is not sent again. */
    seq?: number
  }
}[SfuEventName]

export type SfuAnswer = { id: string; ok: true; value: unknown } | { id: string; ok: false; error: WireError }
/** All that an SFU sends. */
export type SfuFrame = { welcome: SfuWelcome } | SfuAnswer | SfuEvent
