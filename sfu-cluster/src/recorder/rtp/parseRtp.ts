export interface RtpPacket {
  sequence: number
  timestamp: number
  /** Of pictures: the last packet. */
  marker: boolean
  ssrc: number
  payload: Buffer
}

const HEADER_BYTES = 12

/** Undefined where it is no RTP. The payload is a view of the datagram. */
export function parseRtp(datagram: Buffer): RtpPacket | undefined {
  if (datagram.length < HEADER_BYTES || datagram[0]! >> 6 !== 2) return undefined
  const flags = datagram[0]!
  let start = HEADER_BYTES + 4 * (flags & 15)
  if (flags & 16) {
    if (start + 4 > datagram.length) return undefined
    start += 4 + 4 * datagram.readUInt16BE(start + 2)
  }
  const end = datagram.length - (flags & 32 ? datagram.at(-1)! : 0)
  if (start > end) return undefined
  return {
    sequence: datagram.readUInt16BE(2),
    timestamp: datagram.readUInt32BE(4),
    marker: datagram[1]! >= 128,
    ssrc: datagram.readUInt32BE(8),
    payload: datagram.subarray(start, end),
  }
}

/** RFC 5761: what of a port that carries both is RTCP. */
export const isRtcp = (datagram: Buffer): boolean => datagram.length >= 8 && datagram[1]! >= 192 && datagram[1]! < 224
