import type { TrackFormat } from '../TrackFormat.ts'

/** A picture as it is stored. */
export interface Picture {
  data: Buffer
  /** It needs no other. */
  key: boolean
  /** Of the track that it belongs to; with key pictures. */
  format?: TrackFormat
}

/** What must be known of a codec to take its pictures out of RTP. */
export interface PictureCodec {
  /** Whether the first packet of a key picture has this payload. */
  startsKey(payload: Buffer): boolean
  /** The picture whose packets have these payloads; undefined where they cannot be read. */
  picture(payloads: readonly Buffer[]): Picture | undefined
}

/** More than any sender has, and less than containers can hold. */
const LONGEST_SIDE = 16_384

/** Whether a picture may have this size. */
export const isSize = ({ width, height }: { width: number; height: number }): boolean =>
  width > 0 && height > 0 && width <= LONGEST_SIDE && height <= LONGEST_SIDE

/** Of pictures, in all containers that take it. */
export const VIDEO_TIMESCALE = 90_000
