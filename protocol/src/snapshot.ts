import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { RoomState } from './fold.ts'

/** A room after its entry `seq`: what `foldEntry` would have made of all entries up to it. Rule [LG6]. */
export interface RoomSnapshot {
  seq: number
  t: number
  state: RoomState
  /** Document → `Y.encodeStateAsUpdate` of it. */
  documents: Map<string, Uint8Array>
}

const FORMAT = 1

export function encodeSnapshot({ seq, t, state, documents }: RoomSnapshot): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, FORMAT)
  encoding.writeVarUint(encoder, seq)
  encoding.writeVarUint(encoder, t)
  encoding.writeVarString(encoder, JSON.stringify(state, collectionsAsArrays))
  encoding.writeVarUint(encoder, documents.size)
  for (const [name, update] of documents) {
    encoding.writeVarString(encoder, name)
    encoding.writeVarUint8Array(encoder, update)
  }
  return encoding.toUint8Array(encoder)
}

/** Throws where the bytes are not a snapshot of a format that this version reads. */
export function decodeSnapshot(bytes: Uint8Array): RoomSnapshot {
  const decoder = decoding.createDecoder(bytes)
  const format = decoding.readUint8(decoder)
  if (format !== FORMAT) throw new Error(`the snapshot has format ${format}, which this version does not read`)
  const seq = decoding.readVarUint(decoder)
  const t = decoding.readVarUint(decoder)
  const state = JSON.parse(decoding.readVarString(decoder), arraysAsCollections) as RoomState
  const documents = new Map<string, Uint8Array>()
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    documents.set(decoding.readVarString(decoder), decoding.readVarUint8Array(decoder))
  }
  return { seq, t, state, documents }
}

// No other value of the state is an object whose only field is `map` or `set`.
function collectionsAsArrays(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...value] }
  if (value instanceof Set) return { set: [...value] }
  return value
}

function arraysAsCollections(_key: string, value: unknown): unknown {
  const { map, set } = (value ?? {}) as { map?: unknown; set?: unknown }
  if (Array.isArray(map)) return new Map(map as [unknown, unknown][])
  if (Array.isArray(set)) return new Set(set as unknown[])
  return value
}
