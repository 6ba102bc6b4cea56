import { fullBox, u8, u16, videoInit } from '@lectern/recording/containers'
import type { TrackFormat } from '../TrackFormat.ts'
import { BitReader } from './BitReader.ts'
import { isSize, type Picture, type PictureCodec, VIDEO_TIMESCALE } from './PictureCodec.ts'

const SYNC_CODE = 0x498342
/** Most samples of a picture by level, as far as they are met here. */
const LEVELS: readonly [level: number, samples: number][] = [
  [10, 36_864],
  [11, 73_728],
  [20, 122_880],
  [21, 245_760],
  [30, 552_960],
  [31, 983_040],
  [40, 2_228_224],
  [50, 8_912_896],
]
const HIGHEST_LEVEL = 60
const BITS_PER_SAMPLE = 8
const CHROMA_420 = 1
const BT_709 = 1

interface Size {
  width: number
  height: number
}

interface Descriptor {
  /** Depends on pictures before it. */
  inter: boolean
  begins: boolean
  ends: boolean
  spatialLayer: number
  /** Size of the highest layer, where it is said. */
  size: Size | undefined
  body: Buffer
}

/** VP9 as RFC 9628 sends it, profile 0, with or without spatial layers. */
export class Vp9 implements PictureCodec {
  #format: TrackFormat | undefined

  startsKey(payload: Buffer): boolean {
    const descriptor = read(payload)
    return descriptor?.begins === true && !descriptor.inter && descriptor.spatialLayer === 0
  }

  picture(payloads: readonly Buffer[]): Picture | undefined {
    const descriptors = payloads.map(read)
    if (descriptors.includes(undefined)) return undefined
    const parts = descriptors as Descriptor[]
    const frames = framesOf(parts)
    if (!frames) return undefined
    const data = frames.length === 1 ? frames[0]! : superframe(frames)
    const { inter, spatialLayer } = parts[0]!
    if (inter || spatialLayer > 0) return { data, key: false }
    const size = sizeOf(parts) ?? readKeyFrame(frames[0]!)
    return size && isSize(size) ? { data, key: true, format: this.#formatOf(size) } : undefined
  }

  #formatOf(size: Size): TrackFormat {
    if (this.#format?.width !== size.width || this.#format.height !== size.height) this.#format = formatOf(size)
    return this.#format
  }
}

/** The frames of all layers of a picture; undefined where one is not whole. */
function framesOf(parts: readonly Descriptor[]): Buffer[] | undefined {
  const frames: Buffer[] = []
  let bodies: Buffer[] | undefined
  for (const { begins, ends, body } of parts) {
    if (begins === (bodies !== undefined)) return undefined
    bodies = [...(bodies ?? []), body]
    if (!ends) continue
    frames.push(Buffer.concat(bodies))
    bodies = undefined
  }
  return bodies || frames.length === 0 ? undefined : frames
}

/** Frames of one moment as one sample, of which decoders show the last (Annex B of the VP9 specification). */
function superframe(frames: readonly Buffer[]): Buffer {
  const bytesPerSize = 4
  const marker = Buffer.from([0xc0 | ((bytesPerSize - 1) << 3) | (frames.length - 1)])
  const sizes = Buffer.alloc(bytesPerSize * frames.length)
  for (const [i, { length }] of frames.entries()) sizes.writeUInt32LE(length, bytesPerSize * i)
  return Buffer.concat([...frames, marker, sizes, marker])
}

/** Undefined where the payload is shorter than it says. */
function read(payload: Buffer): Descriptor | undefined {
  const flags = payload[0]!
  let at = 1
  if (flags & 0x80) at += (payload[at] ?? 0) & 0x80 ? 2 : 1
  let spatialLayer = 0
  if (flags & 0x20) {
    spatialLayer = ((payload[at] ?? 0) >> 1) & 7
    at += flags & 0x10 ? 1 : 2
  }
  if (flags & 0x10 && flags & 0x40) {
    for (let differences = 0; differences < 3; differences++) if (((payload[at++] ?? 0) & 1) === 0) break
  }
  const structure = flags & 0x02 ? readStructure(payload, at) : { size: undefined, end: at }
  if (structure.end > payload.length) return undefined
  return {
    inter: (flags & 0x40) !== 0,
    begins: (flags & 0x08) !== 0,
    ends: (flags & 0x04) !== 0,
    spatialLayer,
    size: structure.size,
    body: payload.subarray(structure.end),
  }
}

/** The scalability structure: sizes of the layers, and how pictures depend on each other, which nobody here needs. */
function readStructure(payload: Buffer, start: number): { size: Size | undefined; end: number } {
  let at = start
  const flags = payload[at++] ?? 0
  const layers = (flags >> 5) + 1
  let size: Size | undefined
  if (flags & 0x10) {
    const last = at + 4 * (layers - 1)
    if (last + 4 <= payload.length) size = { width: payload.readUInt16BE(last), height: payload.readUInt16BE(last + 2) }
    at = last + 4
  }
  if (flags & 0x08) {
    const pictures = payload[at++] ?? 0
    for (let i = 0; i < pictures; i++) at += 1 + (((payload[at] ?? 0) >> 2) & 3)
  }
  return { size, end: at }
}

/** What the structure says of the highest layer holds only where that layer is there. */
function sizeOf(parts: readonly Descriptor[]): Size | undefined {
  if (parts.at(-1)!.spatialLayer === 0) return undefined
  return parts.find(({ size }) => size !== undefined)?.size
}

/** Size in the head of a key frame. */
export function readKeyFrame(frame: Buffer): Size | undefined {
  const bits = new BitReader(frame)
  const isFrame = bits.bits(2) === 2
  const profile = bits.bit() + 2 * bits.bit()
  const isShownAgain = bits.bit() === 1
  const isInter = bits.bit() === 1
  bits.skip(2)
  if (!isFrame || profile !== 0 || isShownAgain || isInter || bits.bits(24) !== SYNC_CODE) return undefined
  bits.skip(4)
  return { width: bits.bits(16) + 1, height: bits.bits(16) + 1 }
}

function formatOf({ width, height }: Size): TrackFormat {
  const level = LEVELS.find(([, samples]) => width * height <= samples)?.[0] ?? HIGHEST_LEVEL
  const configuration = fullBox(
    'vpcC',
    1,
    0,
    u8(0, level, (BITS_PER_SAMPLE << 4) | (CHROMA_420 << 1), BT_709, BT_709, BT_709),
    u16(0),
  )
  return {
    container: 'mp4',
    mime: `video/mp4; codecs="vp09.00.${level}.08"`,
    width,
    height,
    timescale: VIDEO_TIMESCALE,
    init: videoInit({ width, height, timescale: VIDEO_TIMESCALE, entry: 'vp09', configuration }),
  }
}
