/**
 * `/sync/<room>/<document>?token=…`: the y-websocket protocol, one WebSocket per document. Rules [SY1] to [SY12] of SPEC.md.
 * A frame is a varint message type and what y-protocols writes for it.
 */
export const MESSAGE_SYNC = 0
export const MESSAGE_AWARENESS = 1
export const MESSAGE_AUTH = 2
export const MESSAGE_QUERY_AWARENESS = 3

export const SYNC_STEP_1 = 0
export const SYNC_STEP_2 = 1
export const SYNC_UPDATE = 2

/** Limits of the sync edge. Bytes, counts, milliseconds. */
export const SYNC_LIMITS = {
  /** Largest frame a client may send. */
  frameBytes: 1 << 20,
  /** Largest state a client may push when it connects (offline edits). */
  structsPerFrame: 20_000,
  /** Client ids of Yjs that one connection may bring. */
  clientIdsPerConnection: 8,
  /** Depth of nested shared types. */
  nesting: 8,
  updatesPerSecond: 60,
  updatesBurst: 240,
  bytesPerSecond: 512 * 1024,
  bytesBurst: 4 << 20,
  /** Frames and pings of any kind. */
  framesPerSecond: 1000,
  framesBurst: 2000,
  awarenessBytes: 4096,
  awarenessPerSecond: 40,
  /** Bytes waiting in one socket before its reader counts as slow and is resynced. */
  backpressureBytes: 4 << 20,
} as const

/** Path of a document's socket, relative to the engine's address. */
export function syncPath(room: string, document: string): string {
  return `/sync/${room}/${document}`
}
