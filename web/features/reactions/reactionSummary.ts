import type { ReactionKind } from '@lectern/protocol'
import { REACTIONS } from './reactionRows.ts'

/** What people just reacted, in one sentence for screen readers: names while they are few, counts when they are many. */
export function reactionSummary(reactions: readonly { name: string; kind: ReactionKind }[]): string {
  const kinds = [...new Set(reactions.map(({ kind }) => kind))]
  return kinds
    .map((kind) => {
      const names = reactions.filter((reaction) => reaction.kind === kind).map(({ name }) => name)
      if (names.length <= 2) return names.map((name) => `${name} ${REACTIONS[kind].does}.`).join(' ')
      return `${names.length} people: ${REACTIONS[kind].label.toLowerCase()}.`
    })
    .join(' ')
}
