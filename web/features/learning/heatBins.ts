export interface HeatSlice {
  fromSecond: number
  unique: number
  views: number
}

export interface HeatBin {
  fromSecond: number
  toSecond: number
  /** People who watched the part of it that most watched. */
  unique: number
  /** Times that part was watched. */
  views: number
}

const SLICE_SECONDS = 5

/** Slices of 5 s brought together into at most so many bins of one length, from the beginning of the class to its end. */
export function heatBins(slices: readonly HeatSlice[], durationSeconds: number, most: number): HeatBin[] {
  const count = Math.ceil(durationSeconds / SLICE_SECONDS)
  const perBin = Math.max(1, Math.ceil(count / most))
  const seconds = perBin * SLICE_SECONDS
  const bins = Array.from({ length: Math.ceil(count / perBin) }, (_, i) => ({
    fromSecond: i * seconds,
    toSecond: Math.min((i + 1) * seconds, durationSeconds),
    unique: 0,
    views: 0,
  }))
  for (const { fromSecond, unique, views } of slices) {
    const bin = bins[Math.floor(fromSecond / seconds)]
    if (!bin || views < bin.views) continue
    bin.unique = unique
    bin.views = views
  }
  return bins
}
