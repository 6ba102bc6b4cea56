import { mergeSpans, type Span } from './spans.ts'
import type { TimelineEdits } from './TimelineEdits.ts'

/** What edits leave nothing of, rising. */
export function cutsOf({ trimFromMs, trimToMs, cuts }: TimelineEdits): Span[] {
  const spans = cuts.map(({ fromMs, toMs }): Span => [fromMs, toMs])
  if (trimFromMs !== null) spans.push([0, trimFromMs])
  if (trimToMs !== null) spans.push([trimToMs, Number.POSITIVE_INFINITY])
  return mergeSpans(spans)
}
