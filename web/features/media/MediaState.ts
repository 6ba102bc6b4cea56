import type { ConnectionQuality } from '@lectern/protocol'

/**
 * `off`: not opened. `connecting`: first opening. `connected`: sound and picture can flow. `reconnecting`: lost, comes back by
 * itself. `unavailable`: this class has no media service right now; tried again by itself.
 */
export type MediaStatus = 'off' | 'connecting' | 'connected' | 'reconnecting' | 'unavailable'

/** `muted`: the device is held and nothing is sent (microphone muted). */
export type LocalStatus = 'off' | 'starting' | 'on' | 'muted'

/**
 * Why a device of one's own is not on.
 * `denied`: the browser or the person refused. `not-found`: no such device. `busy`: another program has it.
 * `not-allowed`: the class does not give the right. `locked`: staff muted and locked it. `ended`: the device went away, or the
 * browser's own "stop sharing" was used. `revoked`: the right was taken away while on. `unsupported`: this browser cannot.
 * `failed`: anything else.
 */
export type MediaProblem =
  | 'denied'
  | 'not-found'
  | 'busy'
  | 'not-allowed'
  | 'locked'
  | 'ended'
  | 'revoked'
  | 'unsupported'
  | 'failed'

/** A device of one's own. */
export interface LocalMedia {
  status: LocalStatus
  /** For the self-view; present while the device is held. */
  track: MediaStreamTrack | null
  /** Why the last attempt did not lead to `on`; null after a success. */
  problem: MediaProblem | null
}

/**
 * What arrives from one person. A video track is here only while its picture flows; an audio track is here as long as it may
 * flow, also in silence.
 */
export interface RemoteMedia {
  microphone?: MediaStreamTrack
  camera?: Picture
  screen?: Picture
  screenAudio?: MediaStreamTrack
}

/** A track, or in a replay an element that plays by itself and only wants a place. */
export type Picture = MediaStreamTrack | HTMLVideoElement

/** An immutable picture of media; a new object at every change, for `useSyncExternalStore`. */
export interface MediaState {
  status: MediaStatus
  microphone: LocalMedia
  camera: LocalMedia
  screen: LocalMedia
  /** User id → what arrives. One entry per person, whatever number of devices. */
  remote: ReadonlyMap<string, RemoteMedia>
  /** Who speaks, loudest first, volume in dBov (-127 … 0). One's own voice is in it too when the class hears it. */
  speakers: readonly { userId: string; volume: number }[]
  /** User id → connection, where it is known to differ from `good`. */
  quality: ReadonlyMap<string, ConnectionQuality>
  /** One's own link as the server sees it; null before it is known. */
  ownQuality: { send: ConnectionQuality; receive: ConnectionQuality } | null
}

const OFF: LocalMedia = { status: 'off', track: null, problem: null }

export const MEDIA_OFF: MediaState = {
  status: 'off',
  microphone: OFF,
  camera: OFF,
  screen: OFF,
  remote: new Map(),
  speakers: [],
  quality: new Map(),
  ownQuality: null,
}
