import type { Mark } from '@lectern/recording/timeline'

export interface Chapter {
  id: string
  atSeconds: number
  title: string
}

/** Chapters that nobody made are not closer together than this. */
const APART_MS = 30_000
const MAX_CHAPTERS = 100

type ChapterKind = Exclude<Mark['kind'], 'hand' | 'gap'>

/** Of two that are too close, the weightier one stays. */
const WEIGHT: Record<ChapterKind, number> = { chapter: 5, page: 4, share: 3, poll: 2, silence: 1 }

interface Candidate {
  atMs: number
  weight: number
  title: string
}

function candidateOf(mark: Mark): Candidate[] {
  if (mark.kind === 'hand' || mark.kind === 'gap') return []
  const weight = WEIGHT[mark.kind]
  if (mark.kind === 'silence') return [{ atMs: mark.toMs ?? mark.atMs, weight, title: 'After a pause' }]
  return [{ atMs: mark.atMs, weight, title: mark.title }]
}

/** Chapters that follow from what happened in class. Those of the instructor stay, whatever else there is. */
export function automaticChapters(marks: readonly Mark[]): Chapter[] {
  const kept: Candidate[] = []
  const byWeight = marks.flatMap(candidateOf).sort((a, b) => b.weight - a.weight || a.atMs - b.atMs)
  for (const candidate of byWeight) {
    const isMade = candidate.weight === WEIGHT.chapter
    const isApart = kept.every(({ atMs }) => Math.abs(atMs - candidate.atMs) >= APART_MS)
    if (kept.length < MAX_CHAPTERS && (isMade || isApart)) kept.push(candidate)
  }
  return kept
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, title }) => ({ id: String(Math.round(atMs)), atSeconds: atMs / 1000, title }))
}
