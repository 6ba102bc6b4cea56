import type { ChatMessage, ReactionKind } from '@lectern/protocol'

/** A message as the panel shows it: one of the class, a private one, or one of one's own that is on its way. */
export interface ShownMessage {
  id: string
  by: string
  name: string
  hue: number
  role: ChatMessage['role']
  text: string
  at: number
  replyTo: string | null
  edited: boolean
  deleted: ChatMessage['deleted']
  reactions: Partial<Record<ReactionKind, string[]>>
  /** `sending`: not acknowledged yet. `failed`: not sent; `retry` sends it again. */
  state: 'sent' | 'sending' | 'failed'
  /** Why it was not sent. */
  problem?: string
}
