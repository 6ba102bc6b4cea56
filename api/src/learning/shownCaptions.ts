import type { Redaction } from './Redaction.ts'
import type { Cue } from './webVtt.ts'

/** What is left of captions after a recording's edits. */
export const shownCaptions = (redaction: Redaction, cues: Cue[]): Cue[] =>
  cues
    .filter(({ fromMs, voice }) => redaction.shows(fromMs) && !redaction.isRemovedName(voice))
    .map((cue) => ({ ...cue, voice: cue.voice && redaction.text(cue.voice), text: redaction.text(cue.text) }))
