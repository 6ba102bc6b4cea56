import { crc32 } from 'node:zlib'

const CHECKSUM_BYTES = 4

/** Bytes as a log stores them. The sequence number is part of the sum, so that a row in another's place does not pass. */
export function withChecksum(bytes: Uint8Array, seq: number): Buffer {
  const row = Buffer.allocUnsafe(CHECKSUM_BYTES + bytes.length)
  row.writeUInt32LE(crc32(bytes, seq >>> 0))
  row.set(bytes, CHECKSUM_BYTES)
  return row
}

/** What `withChecksum` was given; undefined where the row is not what it made. */
export function withoutChecksum(row: Buffer, seq: number): Buffer | undefined {
  const isSound = row.length > CHECKSUM_BYTES && row.readUInt32LE() === crc32(row.subarray(CHECKSUM_BYTES), seq >>> 0)
  return isSound ? row.subarray(CHECKSUM_BYTES) : undefined
}
