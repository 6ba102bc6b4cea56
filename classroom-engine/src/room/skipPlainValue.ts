import { isUtf8 } from 'node:buffer'
import { LecternError } from '@lectern/protocol'
import * as decoding from 'lib0/decoding'

/** Depth to which a value may be nested. Yjs reads and writes values by recursion: what is deeper would break whoever reads it. */
export const VALUE_DEPTH = 64

/** `__proto__` as a key: whoever read it would get an object of another kind instead of a field. */
const PROTO = new TextEncoder().encode('__proto__')

const refuse = (): never => {
  throw new LecternError('BAD_UPDATE', 'The edit could not be read: a value is nested too deep, or is not JSON.')
}

/**
 * Goes past one value of lib0's `writeAny` without making it: most of an edit is such values, and the engine never looks into them.
 * At least as strict as `readAny`, so that everybody can read what passes. Throws BAD_UPDATE, or what lib0 throws at a torn number.
 */
export function skipPlainValue(decoder: decoding.Decoder, depth = VALUE_DEPTH): void {
  switch (decoding.readUint8(decoder)) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      break
    case 125:
      decoding.readVarInt(decoder)
      // lib0 takes a number that is not there at all for 0.
      skip(decoder, 0)
      break
    case 124:
      skip(decoder, 4)
      break
    case 123:
      skip(decoder, 8)
      break
    case 119:
      skipText(decoder)
      break
    case 118:
      skipObject(decoder, depth)
      break
    case 117:
      skipArray(decoder, depth)
      break
    case 116:
      skip(decoder, decoding.readVarUint(decoder))
      break
    default:
      // A bigint among others: JSON cannot hold it.
      refuse()
  }
}

function skipObject(decoder: decoding.Decoder, depth: number): void {
  if (depth === 0) refuse()
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const from = decoder.pos
    skipText(decoder)
    if (isProto(decoder, from)) refuse()
    skipPlainValue(decoder, depth - 1)
  }
}

function skipArray(decoder: decoding.Decoder, depth: number): void {
  if (depth === 0) refuse()
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) skipPlainValue(decoder, depth - 1)
}

function skipText(decoder: decoding.Decoder): void {
  const length = decoding.readVarUint(decoder)
  const from = decoder.pos
  skip(decoder, length)
  if (!isAscii(decoder.arr, from, decoder.pos) && !isUtf8(decoder.arr.subarray(from, decoder.pos))) refuse()
}

function skip(decoder: decoding.Decoder, bytes: number): void {
  decoder.pos += bytes
  if (decoder.pos > decoder.arr.length) refuse()
}

function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at]! > 127) return false
  return true
}

function isProto({ arr, pos }: decoding.Decoder, from: number): boolean {
  const begin = pos - PROTO.length
  return begin > from && arr[from] === PROTO.length && PROTO.every((byte, index) => arr[begin + index] === byte)
}
