/** From, to: `from` belongs to it, `to` does not. */
export type Span = [from: number, to: number]

/** Spans in rising order, those that touch as one. Empty ones are left out. */
export function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = []
  for (const [from, to] of spans.filter(([from, to]) => from < to).sort(([a], [b]) => a - b)) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

/** What of some spans is in none of the holes; both rising. */
export function withoutSpans(spans: Span[], holes: Span[]): Span[] {
  return spans.flatMap(([from, to]) => {
    const rest: Span[] = []
    let at = from
    for (const [start, end] of holes) {
      if (end <= at || start >= to) continue
      if (start > at) rest.push([at, start])
      at = end
    }
    return at < to ? [...rest, [at, to] as Span] : rest
  })
}

/** Whether a span lies wholly within one of the others. */
export const isWithin = ([from, to]: Span, spans: Span[]): boolean =>
  spans.some(([start, end]) => start <= from && to <= end)
