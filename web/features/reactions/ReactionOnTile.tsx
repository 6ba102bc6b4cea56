'use client'

import { useReactions } from '../classroom/useClassroom.ts'
import { REACTIONS } from './reactionRows.ts'

/** A person's reaction over their picture, for a few seconds. Screen readers get a summary elsewhere. */
export function ReactionOnTile({ userId }: { userId: string }) {
  const reaction = useReactions().get(userId)
  if (!reaction) return null
  const { icon: Icon } = REACTIONS[reaction.kind]
  return (
    <span
      key={reaction.at}
      aria-hidden
      data-reaction={reaction.kind}
      className="pointer-events-none absolute top-1/2 left-1/2 flex size-12 -translate-x-1/2 -translate-y-1/2 animate-rise items-center justify-center rounded-full bg-raised text-accent-ink shadow-1"
    >
      <Icon size={28} strokeWidth={1.75} />
    </span>
  )
}
