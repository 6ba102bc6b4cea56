export interface Mp4Sample {
  /** Ticks. */
  at: number
  duration: number
  key: boolean
  data: Buffer
}

/** Boxes of a container, one after the other; throws where they do not fit. */
export function boxesOf(bytes: Buffer): { name: string; body: Buffer }[] {
  const boxes: { name: string; body: Buffer }[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (length < 8 || at + length > bytes.length)
      throw new Error(`a box of ${length} bytes at ${at} of ${bytes.length}`)
    boxes.push({ name: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + 8, at + length) })
    at += length
  }
  return boxes
}

export function find(bytes: Buffer, ...path: string[]): Buffer {
  return path.reduce((body, name) => {
    const found = boxesOf(body).find((box) => box.name === name)
    if (!found) throw new Error(`there is no ${name} of ${path}`)
    return found.body
  }, bytes)
}

/** Samples of one of our segments. */
export function samplesOf(segment: Buffer): Mp4Sample[] {
  const traf = find(segment, 'moof', 'traf')
  const run = find(traf, 'trun')
  const count = run.readUInt32BE(4)
  let data = run.readUInt32BE(8)
  let at = Number(find(traf, 'tfdt').readBigUInt64BE(4))
  return Array.from({ length: count }, (_, i) => {
    const [duration, size, flags] = [0, 4, 8].map((field) => run.readUInt32BE(12 + 12 * i + field)) as [
      number,
      number,
      number,
    ]
    const sample = { at, duration, key: flags === 0x02000000, data: segment.subarray(data, data + size) }
    at += duration
    data += size
    return sample
  })
}
