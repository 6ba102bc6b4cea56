import { createCipheriv } from 'node:crypto'
import type { SrtpKey } from './DtlsClient.ts'

const AUTH_TAG = { authTagLength: 16 }
const RTCP_HEADER = 8
const ENCRYPTED = 0x8000_0000

/** Protects what one side sends with AEAD_AES_128_GCM (RFC 7714). */
export class SrtpWriter {
  readonly #rtp: { key: Buffer; salt: Buffer }
  readonly #rtcp: { key: Buffer; salt: Buffer }
  /** SSRC → sequence number of its last packet, and how often it began anew. */
  readonly #rollovers = new Map<number, { last: number; count: number }>()
  #rtcpIndex = 0

  constructor(master: SrtpKey) {
    this.#rtp = { key: derived(master, 0, 16), salt: derived(master, 2, 12) }
    this.#rtcp = { key: derived(master, 3, 16), salt: derived(master, 5, 12) }
  }

  /** `headerBytes`: the RTP header with its extension. */
  rtp(packet: Buffer, headerBytes: number): Buffer {
    const ssrc = packet.readUInt32BE(8)
    const sequence = packet.readUInt16BE(2)
    const iv = Buffer.alloc(12)
    iv.writeUInt32BE(ssrc, 2)
    iv.writeUInt32BE(this.#rolloversOf(ssrc, sequence), 6)
    iv.writeUInt16BE(sequence, 10)
    const cipher = createCipheriv('aes-128-gcm', this.#rtp.key, xor(iv, this.#rtp.salt), AUTH_TAG)
    const header = packet.subarray(0, headerBytes)
    cipher.setAAD(header)
    const body = cipher.update(packet.subarray(headerBytes))
    cipher.final()
    return Buffer.concat([header, body, cipher.getAuthTag()])
  }

  rtcp(packet: Buffer): Buffer {
    const index = Buffer.alloc(4)
    index.writeUInt32BE((ENCRYPTED | ++this.#rtcpIndex) >>> 0, 0)
    const iv = Buffer.alloc(12)
    packet.copy(iv, 2, 4, 8)
    iv.writeUInt32BE(this.#rtcpIndex, 8)
    const cipher = createCipheriv('aes-128-gcm', this.#rtcp.key, xor(iv, this.#rtcp.salt), AUTH_TAG)
    const header = packet.subarray(0, RTCP_HEADER)
    cipher.setAAD(Buffer.concat([header, index]))
    const body = cipher.update(packet.subarray(RTCP_HEADER))
    cipher.final()
    return Buffer.concat([header, body, cipher.getAuthTag(), index])
  }

  #rolloversOf(ssrc: number, sequence: number): number {
    const known = this.#rollovers.get(ssrc) ?? { last: sequence, count: 0 }
    if (sequence < known.last) known.count += 1
    known.last = sequence
    this.#rollovers.set(ssrc, known)
    return known.count
  }
}

/** A key of the session (RFC 3711, 4.3), by AES in counter mode. */
function derived({ key, salt }: SrtpKey, label: number, length: number): Buffer {
  const counter = Buffer.alloc(16)
  salt.copy(counter)
  counter[7] = counter[7]! ^ label
  return createCipheriv('aes-128-ctr', key, counter).update(Buffer.alloc(length))
}

function xor(bytes: Buffer, other: Buffer): Buffer {
  for (const [index, byte] of other.entries()) bytes[index] = bytes[index]! ^ byte
  return bytes
}
