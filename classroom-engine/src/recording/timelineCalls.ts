import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** What the thread that writes timelines is asked, per room. */
export interface TimelineCalls {
  /** Opens the room's timeline; it is to be given the log from `fromSeq` on. `hasEnded`: it has the end of the class. `isSealed`: nothing is left to do. */
  open: { isSealed: boolean; hasEnded: boolean; fromSeq: number }
  /** Writes what was taken; durable when it answers. After a failure it may be asked again. */
  flush: null
  /** After the flush that has the end of the class: makes one object of all of it. May be asked again. */
  seal: null
  /** Lets go of the room. */
  forget: null
}
export type TimelineMethod = keyof TimelineCalls

/** `NOT_OPEN`: the thread does not have the room, or not any more; open it, and go on from there. */
export interface TimelineFailure {
  code: 'NOT_OPEN' | 'FAILED'
  message: string
}

export type ToTimelineThread =
  | { id: number; method: TimelineMethod; room: string }
  /** The next entries, packed. */
  | { room: string; fromSeq: number; packed: Uint8Array }

export type FromTimelineThread =
  | { id: number; ok: true; value: TimelineCalls[TimelineMethod] }
  | { id: number; ok: false; error: TimelineFailure }

/** Many encoded entries as one buffer, so that they cross to the thread without being copied one by one. */
export function packEntries(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  for (const entry of entries) encoding.writeVarUint8Array(encoder, entry)
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

export function* unpackEntries(packed: Uint8Array): Generator<Uint8Array> {
  const decoder = decoding.createDecoder(packed)
  while (decoding.hasContent(decoder)) yield decoding.readVarUint8Array(decoder)
}
