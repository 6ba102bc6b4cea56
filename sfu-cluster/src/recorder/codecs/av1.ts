import { box, videoInit } from '@lectern/recording/containers'
import type { TrackFormat } from '../TrackFormat.ts'
import { BitReader } from './BitReader.ts'
import { isSize, type Picture, type PictureCodec, VIDEO_TIMESCALE } from './PictureCodec.ts'

/** Types of OBUs. */
const SEQUENCE_HEADER = 1
const TEMPORAL_DELIMITER = 2
const TILE_LIST = 8
const PADDING = 15
/** What a sample does not hold. */
const LEFT_OUT: ReadonlySet<number> = new Set([TEMPORAL_DELIMITER, TILE_LIST, PADDING])
const HAS_SIZE = 0x02
const HAS_EXTENSION = 0x04
const CHOOSE = 2

/** AV1 as its RTP payload format (version 1.0) sends it. */
export class Av1 implements PictureCodec {
  #header: Buffer | undefined
  #format: TrackFormat | undefined

  /** A new coded video sequence. */
  startsKey(payload: Buffer): boolean {
    return (payload[0]! & 0x88) === 0x08
  }

  picture(payloads: readonly Buffer[]): Picture | undefined {
    const units = unitsOf(payloads)?.filter((unit) => !LEFT_OUT.has(typeOf(unit)))
    if (!units || units.length === 0) return undefined
    const data = Buffer.concat(units.map(withSize))
    const header = units.find((unit) => typeOf(unit) === SEQUENCE_HEADER)
    if (!header) return { data, key: false }
    if (!this.#format || !this.#header?.equals(header)) {
      this.#header = header
      this.#format = formatOf(header)
    }
    return this.#format && { data, key: true, format: this.#format }
  }
}

const typeOf = (unit: Buffer): number => (unit[0]! >> 3) & 15
const headBytes = (unit: Buffer): number => (unit[0]! & HAS_EXTENSION ? 2 : 1)

/** Puts OBUs together of the parts in which packets hold them. */
function unitsOf(payloads: readonly Buffer[]): Buffer[] | undefined {
  const units: Buffer[] = []
  let open: Buffer[] | undefined
  for (const payload of payloads) {
    const head = payload[0]!
    const parts = partsOf(payload)
    if (!parts || parts.length === 0 || head >= 0x80 !== (open !== undefined)) return undefined
    for (const [i, part] of parts.entries()) {
      const whole: Buffer[] = [...(open ?? []), part]
      open = i === parts.length - 1 && head & 0x40 ? whole : undefined
      if (!open) units.push(Buffer.concat(whole))
    }
  }
  return open || units.some(({ length }) => length === 0) ? undefined : units
}

function partsOf(payload: Buffer): Buffer[] | undefined {
  const count = (payload[0]! >> 4) & 3
  const parts: Buffer[] = []
  for (let at = 1; at < payload.length; ) {
    const isRest = count > 0 && parts.length === count - 1
    const size = isRest ? { value: payload.length - at, bytes: 0 } : readSize(payload, at)
    if (!size) return undefined
    const start = at + size.bytes
    at = start + size.value
    if (at > payload.length) return undefined
    parts.push(payload.subarray(start, at))
  }
  return count === 0 || parts.length === count ? parts : undefined
}

function readSize(bytes: Buffer, at: number): { value: number; bytes: number } | undefined {
  let value = 0
  for (let i = 0; i < 5; i++) {
    const byte = bytes[at + i]
    if (byte === undefined) return undefined
    value += (byte & 0x7f) * 2 ** (7 * i)
    if (byte < 0x80) return { value, bytes: i + 1 }
  }
  return undefined
}

/** In files each OBU says how long it is; in packets it need not. */
function withSize(unit: Buffer): Buffer {
  if (unit[0]! & HAS_SIZE) return unit
  const head = Buffer.from(unit.subarray(0, headBytes(unit)))
  head[0]! |= HAS_SIZE
  const body = unit.subarray(head.length)
  return Buffer.concat([head, writeSize(body.length), body])
}

function writeSize(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest % 128) | 0x80)
  }
}

interface Sequence {
  profile: number
  level: number
  tier: number
  highBitDepth: number
  monochrome: number
  chromaPosition: number
  width: number
  height: number
}

function formatOf(unit: Buffer): TrackFormat | undefined {
  const sized = withSize(unit)
  const start = headBytes(sized)
  const sequence = readSequence(sized.subarray(start + (readSize(sized, start)?.bytes ?? 0)))
  const { profile, level, tier, highBitDepth, monochrome, chromaPosition, width, height } = sequence
  if (!isSize(sequence)) return undefined
  const subsampling = profile === 0 ? 0b11 : 0
  const configuration = box(
    'av1C',
    Buffer.from([
      0x81,
      (profile << 5) | level,
      (tier << 7) | (highBitDepth << 6) | (monochrome << 4) | (subsampling << 2) | chromaPosition,
      0,
    ]),
    sized,
  )
  const name = `${String(level).padStart(2, '0')}${tier ? 'H' : 'M'}`
  return {
    container: 'mp4',
    mime: `video/mp4; codecs="av01.${profile}.${name}.${highBitDepth ? '10' : '08'}"`,
    width,
    height,
    timescale: VIDEO_TIMESCALE,
    init: videoInit({ width, height, timescale: VIDEO_TIMESCALE, entry: 'av01', configuration }),
  }
}

/** `sequence_header_obu` (5.5 of the AV1 specification), as far as a container must know it. */
function readSequence(body: Buffer): Sequence {
  const bits = new BitReader(body)
  const profile = bits.bits(3)
  bits.skip(1)
  const isReduced = bits.bit() === 1
  const { level, tier } = isReduced ? { level: bits.bits(5), tier: 0 } : readOperatingPoints(bits)
  const widthBits = bits.bits(4) + 1
  const heightBits = bits.bits(4) + 1
  const width = bits.bits(widthBits) + 1
  const height = bits.bits(heightBits) + 1
  if (!isReduced && bits.bit()) bits.skip(7)
  bits.skip(3)
  if (!isReduced) skipTools(bits)
  bits.skip(3)
  return { profile, level, tier, width, height, ...readColours(bits, profile) }
}

function readOperatingPoints(bits: BitReader): { level: number; tier: number } {
  let delayBits = 0
  if (bits.bit()) {
    bits.skip(64)
    if (bits.bit()) bits.unsigned()
    if (bits.bit()) {
      delayBits = bits.bits(5) + 1
      bits.skip(42)
    }
  }
  const saysDelay = bits.bit() === 1
  const points = Array.from({ length: bits.bits(5) + 1 }, () => {
    bits.skip(12)
    const level = bits.bits(5)
    const tier = level > 7 ? bits.bit() : 0
    if (delayBits > 0 && bits.bit()) bits.skip(2 * delayBits + 1)
    if (saysDelay && bits.bit()) bits.skip(4)
    return { level, tier }
  })
  return points[0]!
}

function skipTools(bits: BitReader): void {
  bits.skip(4)
  const hasOrder = bits.bit() === 1
  if (hasOrder) bits.skip(2)
  const screen = bits.bit() ? CHOOSE : bits.bit()
  if (screen > 0 && bits.bit() === 0) bits.skip(1)
  if (hasOrder) bits.skip(3)
}

function readColours(bits: BitReader, profile: number) {
  const highBitDepth = bits.bit()
  const monochrome = profile === 1 ? 0 : bits.bit()
  if (bits.bit()) bits.skip(24)
  bits.skip(1)
  const chromaPosition = monochrome || profile !== 0 ? 0 : bits.bits(2)
  return { highBitDepth, monochrome, chromaPosition }
}
