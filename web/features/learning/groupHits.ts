import type { HitKind } from '../../graphql/generated/documents'

/** In the order in which they are shown. */
export const HIT_KINDS: readonly { kind: HitKind; title: string }[] = [
  { kind: 'CHAPTER', title: 'Chapters' },
  { kind: 'QUESTION', title: 'Questions' },
  { kind: 'BOARD', title: 'Board' },
  { kind: 'CAPTION', title: 'Captions' },
  { kind: 'CHAT', title: 'Chat' },
  { kind: 'NOTES', title: 'Notes' },
  { kind: 'POLL', title: 'Polls' },
]

export interface HitGroup<Hit> {
  kind: HitKind
  title: string
  hits: Hit[]
}

/** Hits by what they were found in; the best stay first within each. */
export function groupHits<Hit extends { kind: HitKind }>(hits: readonly Hit[]): HitGroup<Hit>[] {
  return HIT_KINDS.map(({ kind, title }) => ({ kind, title, hits: hits.filter((hit) => hit.kind === kind) })).filter(
    (group) => group.hits.length > 0,
  )
}

/** So many the api tells of at most. */
const MOST = 50

/** "No moments", "1 moment", "12 moments", "The 50 best moments". */
export function countOfHits(count: number): string {
  if (count === 0) return 'No moments'
  if (count === 1) return '1 moment'
  return count < MOST ? `${count} moments` : `The ${count} best moments`
}
