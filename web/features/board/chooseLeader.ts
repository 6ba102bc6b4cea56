import type { Presences } from './BoardPresence.ts'

/** Whose view the class follows on this page: an instructor before an assistant; among equals the one who was here first in the list. */
export function chooseLeader(presences: Presences, me: string): { id: string; name: string } | null {
  const others = [...presences.values()].filter(({ user, board }) => user.id !== me && board.view !== null)
  const leader =
    others.find(({ user }) => user.role === 'instructor') ?? others.find(({ user }) => user.role === 'assistant')
  return leader ? { id: leader.user.id, name: leader.user.name } : null
}
