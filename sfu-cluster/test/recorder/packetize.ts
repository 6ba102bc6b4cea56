import { type EncodedPicture, unitsOf, type VideoName } from './encode.ts'

/** Small, so that pictures take several packets. */
const MTU = 1100

/** RTP payloads of one picture, as browsers send it. `n`: its number. */
export function packetize(name: VideoName, picture: EncodedPicture, n: number): Buffer[] {
  return PACKETIZERS[name](picture, n)
}

const PACKETIZERS: Record<VideoName, (picture: EncodedPicture, n: number) => Buffer[]> = {
  H264: ({ data }) => h264(unitsOf(data)),
  VP8: ({ data }, n) =>
    chunks(data).map((chunk, i) => {
      const descriptor = Buffer.from([i === 0 ? 0x90 : 0x80, 0x80, 0, 0])
      descriptor.writeUInt16BE(0x8000 | (n & 0x7fff), 2)
      return Buffer.concat([descriptor, chunk])
    }),
  VP9: ({ data, key }, n) => {
    const all = chunks(data)
    return all.map((chunk, i) => {
      const flags = 0x80 | (key ? 0 : 0x40) | (i === 0 ? 0x08 : 0) | (i === all.length - 1 ? 0x04 : 0)
      const descriptor = Buffer.from([flags, 0, 0])
      descriptor.writeUInt16BE(0x8000 | (n & 0x7fff), 1)
      return Buffer.concat([descriptor, chunk])
    })
  },
  AV1: ({ data, key }) => av1(data, key),
}

const chunks = (data: Buffer): Buffer[] =>
  Array.from({ length: Math.ceil(data.length / MTU) }, (_, i) => data.subarray(i * MTU, (i + 1) * MTU))

/** Small units that follow each other go together (STAP-A), large ones are cut up (FU-A). */
function h264(units: Buffer[]): Buffer[] {
  const payloads: Buffer[] = []
  const small = units.filter(({ length }) => length < 100)
  if (small.length > 1) {
    const parts = small.flatMap((unit) => [Buffer.from([unit.length >> 8, unit.length & 255]), unit])
    payloads.push(Buffer.concat([Buffer.from([24 | (small[0]![0]! & 0x60)]), ...parts]))
  }
  for (const unit of units) {
    if (small.length > 1 && small.includes(unit)) continue
    if (unit.length <= MTU) payloads.push(unit)
    else payloads.push(...fragments(unit))
  }
  return payloads
}

function fragments(unit: Buffer): Buffer[] {
  const all = chunks(unit.subarray(1))
  return all.map((chunk, i) => {
    const flags = (i === 0 ? 0x80 : 0) | (i === all.length - 1 ? 0x40 : 0)
    return Buffer.concat([Buffer.from([(unit[0]! & 0xe0) | 28, flags | (unit[0]! & 31)]), chunk])
  })
}

/** One OBU after the other, without their sizes; those that do not fit go on in the next packet. */
function av1(data: Buffer, key: boolean): Buffer[] {
  const payloads: Buffer[] = []
  const units = obusOf(data).filter((unit) => unit[0]! >> 3 !== 2)
  for (const [u, unit] of units.entries()) {
    const all = chunks(unit)
    for (const [i, chunk] of all.entries()) {
      const continues = (i > 0 ? 0x80 : 0) | (i < all.length - 1 ? 0x40 : 0)
      const first = key && u === 0 && i === 0 ? 0x08 : 0
      payloads.push(Buffer.concat([Buffer.from([continues | 0x10 | first]), chunk]))
    }
  }
  return payloads
}

function obusOf(data: Buffer): Buffer[] {
  const units: Buffer[] = []
  for (let at = 0; at < data.length; ) {
    const head = Buffer.from([data[at]! & ~2])
    let [size, bytes] = [0, 0]
    do size += (data[at + 1 + bytes]! & 127) * 128 ** bytes
    while (data[at + 1 + bytes++]! >= 128)
    const start = at + 1 + bytes
    units.push(Buffer.concat([head, data.subarray(start, start + size)]))
    at = start + size
  }
  return units
}
