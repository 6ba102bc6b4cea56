import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { MediaSource } from './documents.ts'
import { DisplayName, UserId } from './ids.ts'
import { RecordPolicy } from './recording.ts'
import { Role } from './roles.ts'

/** Kinds of log entries, in wire order: the index is what is stored. */
export const ENTRY_KINDS = ['doc', 'peer', 'media', 'mark'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** `actor` of what the server does by itself. */
export const SERVER_ACTOR = 'server'
/** `actor` of a `doc` entry that merges edits of several people; whose they are follows from Yjs client ids. */
export const MANY_ACTORS = 'many'

/** What happened to people. Private: never leaves the server as it is. */
export const PeerPayload = z.discriminatedUnion('type', [
  z.object({ type: z.literal('join'), name: DisplayName, role: Role, guest: z.boolean() }),
  z.object({ type: z.literal('leave') }),
  z.object({ type: z.literal('role'), role: Role, by: UserId.optional() }),
  z.object({ type: z.literal('waiting'), name: DisplayName }),
  z.object({ type: z.literal('admitted'), by: UserId }),
  z.object({ type: z.literal('denied'), by: UserId }),
  z.object({ type: z.literal('removed'), by: UserId }),
  z.object({ type: z.literal('banned'), by: UserId }),
  z.object({ type: z.literal('unbanned'), by: UserId }),
  /** A Yjs client id that this person writes with from now on; it belongs to nobody else in this document. */
  z.object({ type: z.literal('writer'), document: z.string(), clientId: z.number().int() }),
  z.object({
    type: z.literal('vote'),
    poll: z.string(),
    options: z.array(z.number().int()),
    text: z.string().nullable(),
  }),
  /** The person refuses, or allows again, to be recorded. */
  z.object({ type: z.literal('refusal'), refuses: z.boolean() }),
  z.object({ type: z.literal('private'), id: z.string(), n: z.number().int(), to: UserId, text: z.string() }),
])
export type PeerPayload = z.infer<typeof PeerPayload>

/** A recorded track: names its folder in the store. */
export const TrackId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
/** Why a recorded track ended. `closed`: its sender stopped, or recording did; all others: something of it is missing. */
export const TrackEnd = z.enum(['closed', 'changed', 'recorder-lost', 'store'])
export type TrackEnd = z.infer<typeof TrackEnd>

export const MediaPayload = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), producerId: z.string(), peerId: z.string(), source: MediaSource }),
  z.object({ type: z.literal('paused'), producerId: z.string(), paused: z.boolean() }),
  z.object({ type: z.literal('stopped'), producerId: z.string() }),
  /** A recorded track began; its actor is the person. A new form of the picture (size, codec settings) is a new track. */
  z.object({
    type: z.literal('track'),
    track: TrackId,
    producerId: z.string(),
    source: MediaSource,
    /** With codecs, as `MediaSource.isTypeSupported` takes it. */
    mime: z.string(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
  }),
  /** A segment of a track is in the store. */
  z.object({
    type: z.literal('segment'),
    track: TrackId,
    /** Counts from 0 within the track. */
    n: z.number().int(),
    /** Log time of its first sample, epoch ms. */
    at: z.number(),
    durationMs: z.number(),
    bytes: z.number().int(),
  }),
  z.object({ type: z.literal('trackEnded'), track: TrackId, reason: TrackEnd }),
])
export type MediaPayload = z.infer<typeof MediaPayload>

export const MarkPayload = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened'), title: z.string() }),
  z.object({ type: z.literal('ended') }),
  /** From here on, until the next one, the log belongs to the recording, or does not. Rule [RE1]. */
  z.object({ type: z.literal('recording'), on: z.boolean(), policy: RecordPolicy }),
  z.object({ type: z.literal('chapter'), id: z.string(), title: z.string() }),
])
export type MarkPayload = z.infer<typeof MarkPayload>

export type EntryBody =
  | { kind: 'doc'; document: string; payload: Uint8Array }
  | { kind: 'peer'; payload: PeerPayload }
  | { kind: 'media'; payload: MediaPayload }
  | { kind: 'mark'; payload: MarkPayload }

/** What is appended: the log adds `seq` and `t`. */
export type NewEntry = EntryBody & { actor: string }

/** One entry of a room's log. `seq` counts from 1 without gaps; `t` is epoch ms on the log's clock and never falls. */
export type Entry = NewEntry & { seq: number; t: number }

const FORMAT = 1

/** Stored and sent form of an entry's body; `seq` is its key in the log. Throws where it does not fit. Rules [LG1] to [LG9] of SPEC.md. */
export function encodeEntry(entry: NewEntry, t: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, FORMAT)
  encoding.writeUint8(encoder, ENTRY_KINDS.indexOf(entry.kind))
  encoding.writeVarUint(encoder, t)
  encoding.writeVarString(encoder, entry.actor)
  if (entry.kind === 'doc') {
    encoding.writeVarString(encoder, entry.document)
    encoding.writeVarUint8Array(encoder, entry.payload)
  } else {
    encoding.writeVarString(encoder, JSON.stringify(entry.payload))
  }
  return encoding.toUint8Array(encoder)
}

export function decodeEntry(seq: number, bytes: Uint8Array): Entry {
  const decoder = decoding.createDecoder(bytes)
  const format = decoding.readUint8(decoder)
  if (format !== FORMAT) throw new Error(`log entry ${seq} has format ${format}, which this version does not read`)
  const kind = ENTRY_KINDS[decoding.readUint8(decoder)]
  const t = decoding.readVarUint(decoder)
  const actor = decoding.readVarString(decoder)
  const head = { seq, t, actor }
  if (kind === 'doc') {
    return { ...head, kind, document: decoding.readVarString(decoder), payload: decoding.readVarUint8Array(decoder) }
  }
  const json: unknown = JSON.parse(decoding.readVarString(decoder))
  if (kind === 'peer') return { ...head, kind, payload: PeerPayload.parse(json) }
  if (kind === 'media') return { ...head, kind, payload: MediaPayload.parse(json) }
  if (kind === 'mark') return { ...head, kind, payload: MarkPayload.parse(json) }
  throw new Error(`log entry ${seq} is of a kind that this version does not read`)
}
