import { numberIn } from './numberIn.ts'
import { fragmentTimes, ticksPerSecondIn } from './readMp4.ts'
import { clusterTimes, isCluster } from './readWebm.ts'
import { TICKS_PER_SECOND } from './webm.ts'

/** Ticks a second in which a track is stamped, from its beginning: WebM counts milliseconds, MP4 says it. */
export const ticksPerSecond = (init: Buffer): number => orNone(() => ticksPerSecondIn(init)) ?? TICKS_PER_SECOND

/**
 * The segment as if it began at `ticks`. Segments are stamped in class time; where players count from the beginning of the track, and
 * know nothing of its gaps, the stamps must not know of them either. Its length stays; what is no segment stays as it is.
 */
export function stampedAt(segment: Buffer, ticks: number): Buffer {
  const stamped = Buffer.from(segment)
  const times = orNone(() => (isCluster(stamped) ? clusterTimes(stamped) : fragmentTimes(stamped))) ?? []
  const stamps = times.map(numberIn)
  for (const [i, time] of times.entries()) writeTicks(time, Math.round(ticks) + (stamps[i]! - stamps[0]!))
  return stamped
}

/** In as many bytes as were there: no time is later than the one it takes the place of. */
function writeTicks(into: Buffer, ticks: number): void {
  let rest = ticks
  for (let at = into.length - 1; at >= 0; at -= 1, rest = Math.floor(rest / 256)) into[at] = rest % 256
}

function orNone<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
