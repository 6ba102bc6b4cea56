import { box, u16, u32, videoInit } from '@lectern/recording/containers'
import type { TrackFormat } from '../TrackFormat.ts'
import { BitReader } from './BitReader.ts'
import { isSize, type Picture, type PictureCodec, VIDEO_TIMESCALE } from './PictureCodec.ts'

/** Types of NAL units and of RTP payloads (RFC 6184). */
const SLICE = 1
const IDR = 5
const SPS = 7
const PPS = 8
const STAP_A = 24
const FU_A = 28
/** Profiles whose parameter sets say more about colours. */
const HIGH_PROFILES: ReadonlySet<number> = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134])

interface ParameterSets {
  sps: Buffer
  pps: Buffer
}

/** H.264 as RFC 6184 sends it, packetization modes 0 and 1. */
export class H264 implements PictureCodec {
  #sps: Buffer | undefined
  #pps: Buffer | undefined
  /** What the format in force was made of. */
  #told: (ParameterSets & { format: TrackFormat }) | undefined

  startsKey(payload: Buffer): boolean {
    const type = payload[0]! & 31
    if (type === FU_A) return payload.length > 1 && (payload[1]! & 0x9f) === (0x80 | SPS)
    return type === SPS || (type === STAP_A && unitsOfStap(payload)?.some((unit) => typeOf(unit) === SPS) === true)
  }

  picture(payloads: readonly Buffer[]): Picture | undefined {
    const units = unitsOf(payloads)
    if (!units) return undefined
    for (const unit of units) {
      if (typeOf(unit) === SPS) this.#sps = unit
      if (typeOf(unit) === PPS) this.#pps = unit
    }
    const slices = units.filter((unit) => typeOf(unit) >= SLICE && typeOf(unit) <= IDR)
    if (slices.length === 0) return undefined
    if (!slices.some((unit) => typeOf(unit) === IDR)) return { data: withLengths(slices), key: false }
    return this.#sps && this.#pps ? this.#keyPicture(slices, { sps: this.#sps, pps: this.#pps }) : undefined
  }

  /** Parameter sets stand in the head of the track; where others of the same form come, also before the picture. */
  #keyPicture(slices: Buffer[], sets: ParameterSets): Picture | undefined {
    const form = readSps(sets.sps)
    if (!form) return undefined
    const told = this.#told
    const isTold =
      told?.format.mime === mimeOf(sets.sps) && told.format.width === form.width && told.format.height === form.height
    if (!isTold) this.#told = { ...sets, format: formatOf(sets, form) }
    const { sps, pps, format } = this.#told!
    const isInHead = sps.equals(sets.sps) && pps.equals(sets.pps)
    return { data: withLengths(isInHead ? slices : [sets.sps, sets.pps, ...slices]), key: true, format }
  }
}

const typeOf = (unit: Buffer): number => unit[0]! & 31

function withLengths(units: readonly Buffer[]): Buffer {
  return Buffer.concat(units.flatMap((unit) => [u32(unit.length), unit]))
}

function unitsOf(payloads: readonly Buffer[]): Buffer[] | undefined {
  const units: Buffer[] = []
  let parts: Buffer[] | undefined
  for (const payload of payloads) {
    const type = payload[0]! & 31
    if (type !== FU_A && parts) return undefined
    if (type === STAP_A) {
      const aggregated = unitsOfStap(payload)
      if (!aggregated) return undefined
      units.push(...aggregated)
    } else if (type === FU_A) {
      parts = addFragment(parts, payload)
      if (!parts) return undefined
      if (payload[1]! & 0x40) {
        units.push(Buffer.concat(parts))
        parts = undefined
      }
    } else if (type > 0 && type < STAP_A) units.push(payload)
    else return undefined
  }
  return parts ? undefined : units
}

function addFragment(parts: Buffer[] | undefined, payload: Buffer): Buffer[] | undefined {
  if (payload.length < 3) return undefined
  const starts = payload[1]! >= 0x80
  if (starts === (parts !== undefined)) return undefined
  const body = payload.subarray(2)
  return parts ? [...parts, body] : [Buffer.from([(payload[0]! & 0xe0) | (payload[1]! & 31)]), body]
}

function unitsOfStap(payload: Buffer): Buffer[] | undefined {
  const units: Buffer[] = []
  for (let at = 1; at < payload.length; ) {
    if (at + 2 > payload.length) return undefined
    const end = at + 2 + payload.readUInt16BE(at)
    if (end > payload.length || end === at + 2) return undefined
    units.push(payload.subarray(at + 2, end))
    at = end
  }
  return units
}

const hex = (byte: number) => byte.toString(16).padStart(2, '0')
const mimeOf = (sps: Buffer) => `video/mp4; codecs="avc1.${hex(sps[1]!)}${hex(sps[2]!)}${hex(sps[3]!)}"`

function formatOf(sets: ParameterSets, { width, height }: Size): TrackFormat {
  const { sps, pps } = sets
  const high = Buffer.from([0xfd, 0xf8, 0xf8, 0])
  const configuration = box(
    'avcC',
    Buffer.from([1, sps[1]!, sps[2]!, sps[3]!, 0xff, 0xe1]),
    u16(sps.length),
    Buffer.from(sps),
    Buffer.from([1]),
    u16(pps.length),
    Buffer.from(pps),
    ...(HIGH_PROFILES.has(sps[1]!) ? [high] : []),
  )
  return {
    container: 'mp4',
    mime: mimeOf(sps),
    width,
    height,
    timescale: VIDEO_TIMESCALE,
    init: videoInit({ width, height, timescale: VIDEO_TIMESCALE, entry: 'avc1', configuration }),
  }
}

interface Size {
  width: number
  height: number
}

/** Size of the pictures that a sequence parameter set announces; undefined where it makes no sense. */
export function readSps(sps: Buffer): Size | undefined {
  if (sps.length < 5) return undefined
  const bits = new BitReader(withoutEmulation(sps))
  bits.skip(8)
  const profile = bits.bits(8)
  bits.skip(16)
  bits.unsigned()
  const chroma = HIGH_PROFILES.has(profile) ? skipHighProfile(bits) : 1
  bits.unsigned()
  skipPictureOrder(bits)
  bits.unsigned()
  bits.skip(1)
  const columns = bits.unsigned() + 1
  const rows = bits.unsigned() + 1
  const fieldsPerRow = 2 - bits.bit()
  if (fieldsPerRow === 2) bits.skip(1)
  bits.skip(1)
  const isCropped = bits.bit() === 1
  const [left, right, top, bottom] = Array.from({ length: 4 }, () => (isCropped ? bits.unsigned() : 0)) as Four
  const across = chroma === 0 || chroma === 3 ? 1 : 2
  const down = (chroma === 1 ? 2 : 1) * fieldsPerRow
  const size = {
    width: 16 * columns - across * (left + right),
    height: 16 * rows * fieldsPerRow - down * (top + bottom),
  }
  return isSize(size) ? size : undefined
}

type Four = [number, number, number, number]

/** Chroma format. */
function skipHighProfile(bits: BitReader): number {
  const chroma = bits.unsigned()
  if (chroma === 3) bits.skip(1)
  bits.unsigned()
  bits.unsigned()
  bits.skip(1)
  if (bits.bit() === 0) return chroma
  for (let list = 0; list < (chroma === 3 ? 12 : 8); list++) if (bits.bit()) skipScalingList(bits, list < 6 ? 16 : 64)
  return chroma
}

function skipScalingList(bits: BitReader, size: number): void {
  let last = 8
  for (let i = 0; i < size && last !== 0; i++) last = (last + bits.signed() + 256) % 256
}

function skipPictureOrder(bits: BitReader): void {
  const type = bits.unsigned()
  if (type === 0) bits.unsigned()
  if (type !== 1) return
  bits.skip(1)
  bits.signed()
  bits.signed()
  const cycle = Math.min(bits.unsigned(), 255)
  for (let i = 0; i < cycle; i++) bits.signed()
}

/** Takes out the bytes that keep start codes from standing in a NAL unit. */
function withoutEmulation(unit: Buffer): Buffer {
  const bytes: number[] = []
  let zeros = 0
  for (const byte of unit) {
    const isGuard = zeros >= 2 && byte === 3
    zeros = byte === 0 ? zeros + 1 : 0
    if (!isGuard) bytes.push(byte)
  }
  return Buffer.from(bytes)
}
