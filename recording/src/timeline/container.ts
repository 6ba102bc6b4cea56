import { decodeJson, encodeJson } from './chunkCodec.ts'
import type { TimelineIndex } from './TimelineIndex.ts'

/** `LTL1`: first and last bytes of a sealed timeline. */
const MAGIC = new Uint8Array([0x4c, 0x54, 0x4c, 0x31])
export const HEADER_BYTES = MAGIC.length
/** Offset of the index (8 bytes) and its length (4 bytes), both little-endian, then the magic. */
const FOOTER_BYTES = 16
/** Read at once from the end of a timeline: the index of most is in it. */
const END_BYTES = 64 * 1024

/** What stands before the first chunk. */
export const containerHeader = (): Uint8Array => MAGIC.slice()

/** What stands after the last chunk, which ends at `offset`: the index and the footer. Rule [TI8]. */
export async function containerEnd(index: TimelineIndex, offset: number): Promise<Uint8Array> {
  const encoded = await encodeJson(JSON.stringify(index))
  const bytes = new Uint8Array(encoded.length + FOOTER_BYTES)
  bytes.set(encoded)
  const footer = new DataView(bytes.buffer, encoded.length)
  footer.setBigUint64(0, BigInt(offset), true)
  footer.setUint32(8, encoded.length, true)
  bytes.set(MAGIC, encoded.length + 12)
  return bytes
}

/** Reads bytes `from` to `to`, both included, from 0. */
export type ReadRange = (from: number, to: number) => Promise<Uint8Array>

/** The index of a sealed timeline of so many bytes. Throws where it is none. */
export async function readContainerIndex(bytes: number, read: ReadRange): Promise<TimelineIndex> {
  const endAt = Math.max(0, bytes - END_BYTES)
  const end = await read(endAt, bytes - 1)
  const { offset, length } = readFooter(end)
  if (offset < HEADER_BYTES || offset + length + FOOTER_BYTES !== bytes) throw notATimeline()
  const encoded =
    offset >= endAt ? end.subarray(offset - endAt, offset - endAt + length) : await read(offset, offset + length - 1)
  return (await decodeJson(encoded)) as TimelineIndex
}

function readFooter(end: Uint8Array): { offset: number; length: number } {
  if (end.length < FOOTER_BYTES || !MAGIC.every((byte, i) => end[end.length - MAGIC.length + i] === byte)) {
    throw notATimeline()
  }
  const footer = new DataView(end.buffer, end.byteOffset + end.length - FOOTER_BYTES)
  return { offset: Number(footer.getBigUint64(0, true)), length: footer.getUint32(8, true) }
}

const notATimeline = () => new Error('the object is no timeline, or was cut off')
