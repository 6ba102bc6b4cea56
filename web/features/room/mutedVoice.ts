/** Loudness of speech, 0 to 1, as the microphone's level tells it. */
const SPEECH = 0.2
/** Levels in a row, at about 20 a second, that make speech of a noise. */
const IN_A_ROW = 16
const AGAIN_MS = 60_000

export interface MutedVoice {
  loudInARow: number
  /** When it was told last, epoch ms. */
  toldAt: number
}

export const NOT_SPOKEN: MutedVoice = { loudInARow: 0, toldAt: 0 }

/** Notices that somebody speaks into a muted microphone. `tell` is true at most once a minute. */
export function mutedVoice(state: MutedVoice, level: number, now: number): MutedVoice & { tell: boolean } {
  const loudInARow = level > SPEECH ? state.loudInARow + 1 : 0
  const tell = loudInARow >= IN_A_ROW && now - state.toldAt >= AGAIN_MS
  return { loudInARow: tell ? 0 : loudInARow, toldAt: tell ? now : state.toldAt, tell }
}
