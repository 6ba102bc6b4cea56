const BOX_HEAD = 8
const CLUSTER = Buffer.from([0x1f, 0x43, 0xb6, 0x75])
const CLUSTER_TIMESTAMP = 0xe7

/** Ticks a second in which a track is stamped, from its beginning: WebM counts milliseconds, MP4 says it (`mdhd`). */
export function ticksPerSecond(init: Buffer): number {
  const header = ['moov', 'trak', 'mdia', 'mdhd'].reduce<Buffer | undefined>(boxIn, init)
  return header?.readUInt32BE(header[0] === 1 ? 20 : 12) ?? 1000
}

/**
 * The segment as if it began at `ticks`. Segments are stamped in class time; where players count from the beginning of the track, and
 * know nothing of its gaps, the stamps must not know of them either. Its length stays; what is no segment stays as it is.
 */
export function stampedAt(segment: Buffer, ticks: number): Buffer {
  const stamped = Buffer.from(segment)
  const times = stamped.subarray(0, 4).equals(CLUSTER) ? clusterTimes(stamped) : fragmentTimes(stamped)
  const shift = times.length > 0 ? BigInt(Math.round(ticks)) - ticksIn(times[0]!) : 0n
  for (const time of times) writeTicks(time, ticksIn(time) + shift)
  return stamped
}

/** Where fragments say when they begin; more than one where a piece was cut out of the middle. */
function fragmentTimes(segment: Buffer): Buffer[] {
  return boxesIn(segment).flatMap(({ name, body }) => {
    const time = name === 'moof' && boxIn(boxIn(body, 'traf'), 'tfdt')
    return time ? [time[0] === 1 ? time.subarray(4, 12) : time.subarray(4, 8)] : []
  })
}

/** Content of the first box of a name; no copy. */
const boxIn = (parent: Buffer | undefined, name: string): Buffer | undefined =>
  boxesIn(parent).find((box) => box.name === name)?.body

/** Boxes up to where there are none any more; no copy. */
function boxesIn(parent: Buffer = Buffer.alloc(0)): { name: string; body: Buffer }[] {
  const boxes: { name: string; body: Buffer }[] = []
  for (let at = 0; at + BOX_HEAD <= parent.length; ) {
    const size = parent.readUInt32BE(at)
    if (size < BOX_HEAD) break
    const name = parent.toString('latin1', at + 4, at + BOX_HEAD)
    boxes.push({ name, body: parent.subarray(at + BOX_HEAD, at + size) })
    at += size
  }
  return boxes
}

/** The first element of a cluster says when it begins. */
function clusterTimes(segment: Buffer): Buffer[] {
  const times: Buffer[] = []
  for (let at = 0; segment.subarray(at, at + CLUSTER.length).equals(CLUSTER); ) {
    const body = bodyOf(segment, at + CLUSTER.length)
    if (segment[body.from] === CLUSTER_TIMESTAMP) {
      const time = bodyOf(segment, body.from + 1)
      if (time.to > time.from) times.push(segment.subarray(time.from, time.to))
    }
    at = body.to
  }
  return times
}

/** Where the content of an EBML element is whose size stands at `at`. */
function bodyOf(bytes: Buffer, at: number): { from: number; to: number } {
  const length = Math.clz32(bytes[at] ?? 0x80) - 23
  const from = at + length
  const size = from <= bytes.length && length <= 8 ? Number(ticksIn(bytes.subarray(at, from))) % 2 ** (7 * length) : 0
  return { from, to: from + size }
}

const ticksIn = (bytes: Buffer): bigint => bytes.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n)

/** In as many bytes as were there: no time is later than the one it takes the place of. */
function writeTicks(into: Buffer, ticks: bigint): void {
  let rest = ticks
  for (let at = into.length - 1; at >= 0; at -= 1, rest >>= 8n) into[at] = Number(rest & 0xffn)
}
