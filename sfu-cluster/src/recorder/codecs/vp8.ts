import { webmInit } from '@lectern/recording/containers'
import type { TrackFormat } from '../TrackFormat.ts'
import { isSize, type Picture, type PictureCodec } from './PictureCodec.ts'

const TICKS_PER_SECOND = 1000
const START_CODE = 0x9d012a
/** Bytes of a key picture before its data: tag, start code, size. */
const KEY_HEAD = 10

/** VP8 as RFC 7741 sends it. MP4 does not take it, WebM does. */
export class Vp8 implements PictureCodec {
  #format: TrackFormat | undefined

  startsKey(payload: Buffer): boolean {
    const body = bodyOf(payload)
    return body !== undefined && isFirst(payload) && isKey(body)
  }

  picture(payloads: readonly Buffer[]): Picture | undefined {
    const bodies = payloads.map(bodyOf)
    if (!isFirst(payloads[0]!) || bodies.includes(undefined)) return undefined
    const data = Buffer.concat(bodies as Buffer[])
    if (data.length === 0) return undefined
    if (!isKey(data)) return { data, key: false }
    if (data.length < KEY_HEAD || data.readUIntBE(3, 3) !== START_CODE) return undefined
    const size = { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff }
    return isSize(size) ? { data, key: true, format: this.#formatOf(size) } : undefined
  }

  #formatOf({ width, height }: { width: number; height: number }): TrackFormat {
    if (this.#format?.width !== width || this.#format.height !== height) {
      const init = webmInit(width, height)
      const mime = 'video/webm; codecs="vp8"'
      this.#format = { container: 'webm', mime, width, height, timescale: TICKS_PER_SECOND, init }
    }
    return this.#format
  }
}

/** Begins the first partition of a picture. */
const isFirst = (payload: Buffer): boolean => (payload[0]! & 0x17) === 0x10
const isKey = (body: Buffer): boolean => body.length > 0 && (body[0]! & 1) === 0

/** What stands behind the payload descriptor. */
function bodyOf(payload: Buffer): Buffer | undefined {
  let at = 1
  if (payload[0]! & 0x80) {
    const extensions = payload[at++] ?? 0
    if (extensions & 0x80) at += (payload[at] ?? 0) & 0x80 ? 2 : 1
    if (extensions & 0x40) at++
    if (extensions & 0x30) at++
  }
  return at <= payload.length ? payload.subarray(at) : undefined
}
