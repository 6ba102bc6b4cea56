/** Progress and heat are counted in slices of the class of this length. */
export const SLICE_SECONDS = 5
const SLICE_MS = SLICE_SECONDS * 1000
/** A class lasts at most a day. */
export const MAX_SLICES = (24 * 60 * 60) / SLICE_SECONDS
/** Whoever has seen so much of a recording has completed it. */
const COMPLETED = 0.9

export type Span = [fromMs: number, toMs: number]

/** One bit per slice, lowest first. */
export type SliceSet = Uint8Array

export const hasSlice = (set: SliceSet, slice: number): boolean => ((set[slice >> 3] ?? 0) & (1 << (slice & 7))) !== 0

/** The set with more slices in it; the given one stays as it is. */
export function withSlices(set: SliceSet, slices: readonly number[]): SliceSet {
  const last = slices.reduce((highest, slice) => Math.max(highest, slice), -1)
  const wider = new Uint8Array(Math.max(set.length, (last >> 3) + 1))
  wider.set(set)
  for (const slice of slices) wider[slice >> 3]! |= 1 << (slice & 7)
  return wider
}

/** What is left of the spans outside of the cuts. Both rise and do not overlap within themselves. */
export function withoutCuts(spans: readonly Span[], cuts: readonly Span[]): Span[] {
  return cuts.reduce<Span[]>(
    (left, [cutFrom, cutTo]) =>
      left.flatMap(([from, to]) =>
        (
          [
            [from, Math.min(to, cutFrom)],
            [Math.max(from, cutTo), to],
          ] as Span[]
        ).filter(([start, end]) => end > start),
      ),
    [...spans],
  )
}

/** Slices that show anything of the spans. */
export function slicesOf(spans: readonly Span[]): number[] {
  const slices = new Set<number>()
  for (const [from, to] of spans) {
    const end = Math.min(Math.ceil(to / SLICE_MS), MAX_SLICES)
    for (let slice = Math.max(0, Math.floor(from / SLICE_MS)); slice < end; slice += 1) slices.add(slice)
  }
  return [...slices]
}

export interface Watched {
  /** 0 to 1. */
  watchedShare: number
  completed: boolean
}

/** How much of what can be watched somebody has watched. */
export function watchedOf(set: SliceSet, shown: readonly Span[]): Watched {
  const slices = slicesOf(shown)
  if (slices.length === 0) return { watchedShare: 0, completed: false }
  const watchedShare = slices.filter((slice) => hasSlice(set, slice)).length / slices.length
  return { watchedShare, completed: watchedShare >= COMPLETED }
}
