import type { Sample } from './Sample.ts'

/** WebM (Matroska) with one track of VP8, whose number is 1. Ticks are ms. */
export const ID = {
  ebml: 0x1a45dfa3,
  ebmlVersion: 0x4286,
  ebmlReadVersion: 0x42f7,
  ebmlMaxIdLength: 0x42f2,
  ebmlMaxSizeLength: 0x42f3,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  flagLacing: 0x9c,
  codecId: 0x86,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  blockDuration: 0x9b,
  referenceBlock: 0xfb,
} as const
const VIDEO = 1
/** Of all times. */
export const TICKS_PER_SECOND = 1000
const NANOSECONDS_PER_MS = 1_000_000
export const KEY_FRAME = 0x80
const UNKNOWN_SIZE = Buffer.from([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])

export function webmInit(width: number, height: number): Buffer {
  const head = element(
    ID.ebml,
    number(ID.ebmlVersion, 1),
    number(ID.ebmlReadVersion, 1),
    number(ID.ebmlMaxIdLength, 4),
    number(ID.ebmlMaxSizeLength, 8),
    text(ID.docType, 'webm'),
    number(ID.docTypeVersion, 4),
    number(ID.docTypeReadVersion, 2),
  )
  const info = element(
    ID.info,
    number(ID.timestampScale, NANOSECONDS_PER_MS),
    text(ID.muxingApp, 'Lectern'),
    text(ID.writingApp, 'Lectern'),
  )
  const track = element(
    ID.trackEntry,
    number(ID.trackNumber, 1),
    number(ID.trackUid, 1),
    number(ID.trackType, VIDEO),
    number(ID.flagLacing, 0),
    text(ID.codecId, 'V_VP8'),
    element(ID.video, number(ID.pixelWidth, width), number(ID.pixelHeight, height)),
  )
  return Buffer.concat([head, idBytes(ID.segment), UNKNOWN_SIZE, info, element(ID.tracks, track)])
}

/** One cluster. `at`: ms of the first sample. The last sample says how long it is, since no other follows it here. */
export function webmSegment(at: number, samples: readonly Sample[]): Buffer {
  let offset = 0
  const blocks = samples.map((sample, i) => {
    const written = i === samples.length - 1 ? lastBlock(offset, sample, samples[i - 1]) : simpleBlock(offset, sample)
    offset += sample.duration
    return written
  })
  return element(ID.cluster, number(ID.timestamp, at), ...blocks)
}

const simpleBlock = (offset: number, { data, key }: Sample) =>
  element(ID.simpleBlock, blockHead(offset, key ? KEY_FRAME : 0), data)

function lastBlock(offset: number, { data, key, duration }: Sample, before: Sample | undefined): Buffer {
  const parts = [element(ID.block, blockHead(offset, 0), data), number(ID.blockDuration, duration)]
  // A block of a group that refers to none is a key frame.
  if (!key) parts.push(element(ID.referenceBlock, signed(-(before?.duration ?? duration))))
  return element(ID.blockGroup, ...parts)
}

function blockHead(offset: number, flags: number): Buffer {
  const head = Buffer.from([0x81, 0, 0, flags])
  head.writeInt16BE(offset, 1)
  return head
}

function signed(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function element(id: number, ...content: Buffer[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([idBytes(id), sizeBytes(length), ...content])
}

const number = (id: number, value: number) => element(id, unsigned(value))
const text = (id: number, value: string) => element(id, Buffer.from(value))

function unsigned(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  const first = bytes.findIndex((byte) => byte !== 0)
  return bytes.subarray(first === -1 ? 7 : first)
}

const idBytes = unsigned

/** A size of 4 bytes, or of 8 where that is too few. */
function sizeBytes(length: number): Buffer {
  if (length < 2 ** 28 - 1) {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(0x10000000 + length)
    return bytes
  }
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(0x0100000000000000n + BigInt(length))
  return bytes
}
