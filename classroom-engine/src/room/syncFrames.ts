import {
  type ErrorCode,
  MESSAGE_AUTH,
  MESSAGE_AWARENESS,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
} from '@lectern/protocol'
import * as encoding from 'lib0/encoding'
import { writePermissionDenied } from 'y-protocols/auth'

const EMPTY_UPDATE = new Uint8Array([0, 0])

function sync(type: number, bytes: Uint8Array): Uint8Array {
  const head = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_SYNC)
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint(encoder, bytes.length)
  })
  // Copied once: the encoder would copy a whole board twice.
  return Buffer.concat([head, bytes])
}

/** Frames of the y-websocket protocol. */
export const syncFrames = {
  step1: (stateVector: Uint8Array) => sync(SYNC_STEP_1, stateVector),
  update: (update: Uint8Array) => sync(SYNC_UPDATE, update),
  /** Ends an answer whose parts went before it as updates: the client counts as synced from here. */
  emptyStep2: sync(SYNC_STEP_2, EMPTY_UPDATE),
  /** What stock clients know as a denied permission; the connection stays. */
  denied: (reason: ErrorCode) =>
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE_AUTH)
      writePermissionDenied(encoder, reason)
    }),
  awareness: (update: Uint8Array) =>
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE_AWARENESS)
      encoding.writeVarUint8Array(encoder, update)
    }),
}
