import type { Track } from '@lectern/recording/timeline'

/** Stamps are rounded, and sound comes in packets: what is closer than this joins on, ms. */
const JOIN_MS = 120

type Spanned = Pick<Track, 'segments'>

const endsOf = ([from, duration]: readonly [number, number, number]): number => from + duration

/** The segment that has a moment, or that a join as good as none leads to; -1 where the track has nothing for it. */
export function segmentAt({ segments }: Spanned, t: number): number {
  return segments.findIndex((segment, n) => segment !== null && t >= beginOf(segments, n) && t < endsOf(segment))
}

/** Where a segment joins on to the one before it, its place begins there. */
function beginOf(segments: Spanned['segments'], n: number): number {
  const from = segments[n]![0]
  const before = segments[n - 1]
  return before && from - endsOf(before) < JOIN_MS ? Math.min(from, endsOf(before)) : from
}

/** Segments that have something between two moments, in order. */
export function segmentsBetween({ segments }: Spanned, from: number, to: number): number[] {
  return segments.flatMap((segment, n) => (segment && segment[0] < to && endsOf(segment) > from ? [n] : []))
}

/** Whether the track has anything between two moments. */
export function playsBetween(track: Spanned, from: number, to: number): boolean {
  return track.segments.some((segment) => segment !== null && segment[0] < to && endsOf(segment) > from)
}

/** Seconds of the track itself, all its segments one after the other without gaps, at a moment of the class. */
export function ownTime({ segments }: Spanned, t: number): number {
  let before = 0
  for (const segment of segments) {
    if (!segment) continue
    const [from, duration] = segment
    if (t < from + duration) return (before + Math.max(0, t - from)) / 1000
    before += duration
  }
  return before / 1000
}
