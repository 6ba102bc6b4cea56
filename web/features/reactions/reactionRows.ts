import type { ReactionKind } from '@lectern/protocol'
import {
  CircleQuestionMark,
  Heart,
  Laugh,
  type LucideIcon,
  PartyPopper,
  Rabbit,
  Sparkles,
  ThumbsDown,
  ThumbsUp,
  Turtle,
} from 'lucide-react'

export interface ReactionRow {
  icon: LucideIcon
  /** On buttons. */
  label: string
  /** After a name: "Sam applauds". */
  does: string
}

export const REACTIONS: Record<ReactionKind, ReactionRow> = {
  clap: { icon: PartyPopper, label: 'Applause', does: 'applauds' },
  heart: { icon: Heart, label: 'Love it', does: 'loves it' },
  thumbsUp: { icon: ThumbsUp, label: 'Yes', does: 'says yes' },
  thumbsDown: { icon: ThumbsDown, label: 'No', does: 'says no' },
  laugh: { icon: Laugh, label: 'Funny', does: 'laughs' },
  surprise: { icon: Sparkles, label: 'Wow', does: 'is amazed' },
  confused: { icon: CircleQuestionMark, label: 'Lost', does: 'is lost' },
  slower: { icon: Turtle, label: 'Slower', does: 'asks to go slower' },
  faster: { icon: Rabbit, label: 'Faster', does: 'asks to go faster' },
}
