/** How long somebody else must be louder before the large picture changes, ms: a cough changes nothing. */
const HOLD_MS = 1500

export interface SpeakerState {
  /** Who is shown as speaking, or spoke last. */
  current: string | null
  /** Who is louder now, and since when. */
  challenger: { userId: string; since: number } | null
}

export const NO_SPEAKER: SpeakerState = { current: null, challenger: null }

/** Follows the loudest of the others, calmly. `speakers`: who speaks, loudest first, without oneself. */
export function nextSpeaker(state: SpeakerState, speakers: readonly string[], now: number): SpeakerState {
  const [loudest] = speakers
  if (loudest === undefined || loudest === state.current)
    return state.challenger ? { ...state, challenger: null } : state
  if (state.current === null) return { current: loudest, challenger: null }
  if (state.challenger?.userId !== loudest) return { ...state, challenger: { userId: loudest, since: now } }
  if (now - state.challenger.since < HOLD_MS) return state
  return { current: loudest, challenger: null }
}
