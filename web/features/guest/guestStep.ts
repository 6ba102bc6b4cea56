import type { GuestPolicy, SessionState } from '../../graphql/generated/documents.ts'

/** What a guest meets: to be turned away, to give a name, to wait for the start, or to come in. */
export type GuestStep = 'refused' | 'cancelled' | 'ended' | 'name' | 'notStarted' | 'class'

/** `cameIn`: the guest was let in since the page was opened. */
export function guestStep(
  { state, guestPolicy }: { state: SessionState; guestPolicy: GuestPolicy },
  { name, cameIn }: { name: string | null; cameIn: boolean },
): GuestStep {
  // From then on the engine tells when the class is over, and the words stay those of the class.
  if (cameIn) return 'class'
  if (state === 'ENDED') return 'ended'
  if (state === 'CANCELLED') return 'cancelled'
  if (guestPolicy === 'DENY') return 'refused'
  if (name === null) return 'name'
  return state === 'LIVE' ? 'class' : 'notStarted'
}
