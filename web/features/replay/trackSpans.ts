import type { Track } from '@lectern/recording/timeline'

/** Stamps are rounded, and sound comes in packets: what is closer than this joins on, ms. */
const JOIN_MS = 120

type Spanned = Pick<Track, 'segments'>

const endsOf = ([from, duration]: readonly [number, number, number]): number => from + duration

/** The segment that has a moment, or -1 where the track has nothing for it. */
export function segmentAt({ segments }: Spanned, t: number): number {
  return segments.findIndex((segment) => segment !== null && t >= segment[0] - JOIN_MS && t < endsOf(segment))
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
