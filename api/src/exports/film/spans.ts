import type { Track } from '@lectern/recording/timeline'

/** A pause between two segments up to this long is none. */
const JOINED_MS = 1000

export type Span = [fromMs: number, toMs: number]

/** When there is something of a track, rising. */
export function spansOf({ segments }: Track): Span[] {
  const spans: Span[] = []
  for (const segment of segments) {
    if (!segment) continue
    const [from, duration] = segment
    const last = spans.at(-1)
    if (last && from - last[1] <= JOINED_MS) last[1] = Math.max(last[1], from + duration)
    else spans.push([from, from + duration])
  }
  return spans
}

/** The span that a moment lies in. */
export const spanAt = (spans: readonly Span[], t: number): Span | undefined =>
  spans.find(([from, to]) => from <= t && t < to)
