import type { Mark } from '@lectern/recording/timeline'
import { isShown, lengthOf, placeOf, type Span } from './spans.ts'

/** A moment with a name, from which a part of the class begins. */
export interface Chapter {
  atMs: number
  title: string
}

/** A piece of the bar: share of its width from the left, and its width, 0 to 1. */
export interface BarPart {
  left: number
  width: number
}

export type BarMarkKind = Mark['kind'] | 'question'

/** Something to find on the bar. */
export interface BarMark {
  atMs: number
  kind: BarMarkKind
  title: string
}

/** Shares shorter than this would only be noise. */
const SHORTEST = 0.002

/** The bar in parts, one a chapter; one in all where there are no chapters. */
export function chapterParts(spans: readonly Span[], chapters: readonly Chapter[]): BarPart[] {
  const length = lengthOf(spans)
  if (length === 0) return []
  const starts = [0, ...chapters.map(({ atMs }) => placeOf(spans, atMs) / length)]
  const edges = [...new Set(starts)].sort((a, b) => a - b).filter((edge) => edge < 1)
  return edges
    .map((left, index) => ({ left, width: (edges[index + 1] ?? 1) - left }))
    .filter(({ width }) => width > SHORTEST)
}

/** Share of the bar's width at which a moment stands. */
export function shareOf(spans: readonly Span[], t: number): number {
  const length = lengthOf(spans)
  return length === 0 ? 0 : placeOf(spans, t) / length
}

/** Pieces without sound and picture, though they are missing there. */
export function gapParts(spans: readonly Span[], marks: readonly Mark[]): BarPart[] {
  return marks
    .filter(({ kind, toMs }) => kind === 'gap' && toMs !== undefined)
    .map(({ atMs, toMs }) => ({ left: shareOf(spans, atMs), width: shareOf(spans, toMs!) - shareOf(spans, atMs) }))
    .filter(({ width }) => width > 0)
}

/** Marks that stand on the bar as ticks, in order; chapters are its parts, and page changes would be too many. */
export function barMarks(spans: readonly Span[], marks: readonly BarMark[]): BarMark[] {
  return marks.filter(({ kind, atMs }) => ON_BAR.has(kind) && isShown(spans, atMs)).sort((a, b) => a.atMs - b.atMs)
}
const ON_BAR: ReadonlySet<BarMarkKind> = new Set(['share', 'poll', 'hand', 'question', 'gap'])

/** The chapter that a moment belongs to. */
export function chapterAt(chapters: readonly Chapter[], t: number): Chapter | undefined {
  return chapters.findLast(({ atMs }) => atMs <= t)
}
