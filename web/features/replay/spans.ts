import type { TimelineIndex } from '@lectern/recording/timeline'

/** From, to: ms of class time. */
export type Span = readonly [fromMs: number, toMs: number]

/** While the class goes on: sound and picture arrive this much later than what was drawn and written. */
const LIVE_LAG_MS = 8000

/** What can be played now, rising: what was recorded, without what was cut. Empty before there is anything. */
export function playableSpans({ recorded, live, endMs }: Pick<TimelineIndex, 'recorded' | 'live' | 'endMs'>): Span[] {
  const end = live ? endMs - LIVE_LAG_MS : endMs
  return recorded.map(([from, to]): Span => [from, Math.min(to, end)]).filter(([from, to]) => to > from)
}

export const startOf = (spans: readonly Span[]): number => spans[0]?.[0] ?? 0
export const endOf = (spans: readonly Span[]): number => spans.at(-1)?.[1] ?? 0

/** The moment itself where it can be played, else the next one that can, else the end. */
export function intoSpans(spans: readonly Span[], t: number): number {
  const span = spans.find(([, to]) => t < to)
  return span ? Math.max(t, span[0]) : endOf(spans)
}

/** How long all of it plays at speed 1, ms. */
export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, [from, to]) => sum + to - from, 0)

/** Place on the bar, ms from its left end, of a moment. What was cut has no width. */
export function placeOf(spans: readonly Span[], t: number): number {
  return spans.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(t, to) - from), 0)
}

/** The moment at a place of the bar. */
export function momentAt(spans: readonly Span[], place: number): number {
  let left = Math.max(0, place)
  for (const [from, to] of spans) {
    if (left < to - from) return from + left
    left -= to - from
  }
  return endOf(spans)
}

/** Whether a moment is on the bar. */
export const isShown = (spans: readonly Span[], t: number): boolean => spans.some(([from, to]) => t >= from && t <= to)
