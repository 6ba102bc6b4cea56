import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { decodeEntry, type Entry, encodeEntry } from '@lectern/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { rawLogPrefix } from '../keys.ts'
import type { ObjectStore } from '../store/ObjectStore.ts'
import { readAhead } from './readAhead.ts'

const FORMAT = 1
const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** Stored form of consecutive entries: a byte for the format, then `seq` and bytes of each, deflated. Rule [TI7]. */
export async function encodeRawLog(entries: readonly Entry[]): Promise<Uint8Array> {
  const encoder = encoding.createEncoder()
  for (const entry of entries) {
    encoding.writeVarUint(encoder, entry.seq)
    encoding.writeVarUint8Array(encoder, encodeEntry(entry, entry.t))
  }
  return Buffer.concat([Buffer.of(FORMAT), await deflate(encoding.toUint8Array(encoder))])
}

async function decodeRawLog(bytes: Uint8Array): Promise<Entry[]> {
  if (bytes[0] !== FORMAT) throw new Error(`the kept log has format ${bytes[0]}, which this version does not read`)
  const decoder = decoding.createDecoder(await inflate(bytes.subarray(1)))
  const entries: Entry[] = []
  while (decoding.hasContent(decoder)) {
    entries.push(decodeEntry(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder)))
  }
  return entries
}

/** The entries of a room's log that are kept beside its timeline, in order, some at a time. */
export async function* readRawLog(store: ObjectStore, room: string): AsyncIterable<Entry[]> {
  const keys: string[] = []
  for await (const { key } of store.list(rawLogPrefix(room))) keys.push(key)
  for await (const bytes of readAhead(keys, (key) => store.get(key))) yield await decodeRawLog(bytes)
}
