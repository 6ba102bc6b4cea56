/** Kinds of text that a timeline holds. */
export type TimelineTextKind = 'CHAT' | 'BOARD' | 'NOTES' | 'POLL'

/** A text of a recording, ready to be found. */
export interface FoundText {
  kind: TimelineTextKind
  /** What it is the text of; two texts of one key are versions of one thing. */
  key: string
  text: string
  author: string | null
  /** Class time, ms: when the first of it was there. */
  atMs: number
  words: string[]
  /** Class time, ms, at which each word was there for the first time. */
  moments: number[]
}
