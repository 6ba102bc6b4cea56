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
  const time = boxIn(boxIn(boxIn(stamped, 'moof'), 'traf'), 'tfdt')
  if (time) writeTicks(time[0] === 1 ? time.subarray(4, 12) : time.subarray(4, 8), ticks)
  else if (stamped.subarray(0, 4).equals(CLUSTER)) writeTicks(clusterTimestamp(stamped), ticks)
  return stamped
}

/** Content of the first box of a name; no copy. */
function boxIn(parent: Buffer | undefined, name: string): Buffer | undefined {
  if (!parent) return undefined
  for (let at = 0; at + BOX_HEAD <= parent.length; ) {
    const size = parent.readUInt32BE(at)
    if (size < BOX_HEAD) return undefined
    if (parent.toString('latin1', at + 4, at + BOX_HEAD) === name) return parent.subarray(at + BOX_HEAD, at + size)
    at += size
  }
  return undefined
}

/** The first element of a cluster says when it begins. */
function clusterTimestamp(cluster: Buffer): Buffer {
  const at = CLUSTER.length + sizeLength(cluster[CLUSTER.length])
  if (cluster[at] !== CLUSTER_TIMESTAMP) return Buffer.alloc(0)
  const length = sizeLength(cluster[at + 1])
  const bytes = cluster.readUIntBE(at + 1, Math.min(length, 6)) % 2 ** (7 * length)
  return cluster.subarray(at + 1 + length, at + 1 + length + bytes)
}

/** Bytes of an EBML size, which its first byte tells. */
const sizeLength = (first = 0x80): number => Math.clz32(first) - 23

/** In as many bytes as were there: no time is later than the one it takes the place of. */
function writeTicks(into: Buffer, ticks: number): void {
  let rest = BigInt(Math.round(ticks))
  for (let at = into.length - 1; at >= 0; at -= 1, rest >>= 8n) into[at] = Number(rest & 0xffn)
}
