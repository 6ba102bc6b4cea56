import { createHmac, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

const BINDING_REQUEST = 0x0001
const MAGIC = 0x2112a442
const USERNAME = 0x0006
const MESSAGE_INTEGRITY = 0x0008
const PRIORITY = 0x0024
const USE_CANDIDATE = 0x0025
const FINGERPRINT = 0x8028
const ICE_CONTROLLING = 0x802a
const HEADER = 20
const INTEGRITY_BYTES = 24
const FINGERPRINT_BYTES = 8

/** A STUN binding request of the controlling side that nominates the path at once (RFC 8445). `theirs`: credentials of the other side. */
export function stunRequest(ownFragment: string, theirs: { usernameFragment: string; password: string }): Buffer {
  const attributes = [
    attribute(USERNAME, Buffer.from(`${theirs.usernameFragment}:${ownFragment}`)),
    attribute(ICE_CONTROLLING, randomBytes(8)),
    attribute(USE_CANDIDATE, Buffer.alloc(0)),
    attribute(PRIORITY, uint32(0x6e0001ff)),
  ]
  const header = Buffer.alloc(HEADER)
  header.writeUInt16BE(BINDING_REQUEST, 0)
  header.writeUInt32BE(MAGIC, 4)
  randomBytes(12).copy(header, 8)
  // Each of the two last attributes counts with a length that ends with itself.
  let message = Buffer.concat([header, ...attributes])
  message.writeUInt16BE(message.length - HEADER + INTEGRITY_BYTES, 2)
  const integrity = createHmac('sha1', theirs.password).update(message).digest()
  message = Buffer.concat([message, attribute(MESSAGE_INTEGRITY, integrity)])
  message.writeUInt16BE(message.length - HEADER + FINGERPRINT_BYTES, 2)
  const fingerprint = (crc32(message) ^ 0x5354554e) >>> 0
  return Buffer.concat([message, attribute(FINGERPRINT, uint32(fingerprint))])
}

/** Whether a datagram is a STUN message that says yes. */
export const isStunSuccess = (datagram: Buffer): boolean => datagram[0] === 0x01 && datagram[1] === 0x01

function attribute(type: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  bytes.writeUInt16BE(type, 0)
  bytes.writeUInt16BE(value.length, 2)
  value.copy(bytes, 4)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value, 0)
  return bytes
}
