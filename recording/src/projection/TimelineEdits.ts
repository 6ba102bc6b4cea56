/** What is taken out of a recording, or shown otherwise, when it is shown. Times are class time, ms. Rules [TI12] to [TI14]. */
export interface TimelineEdits {
  /** Nothing before it is shown. */
  trimFromMs: number | null
  /** Nothing from it on is shown. */
  trimToMs: number | null
  cuts: { fromMs: number; toMs: number }[]
  /** Ids of chat messages. */
  hiddenMessages: string[]
  people: PersonEdit[]
  /** In place of the class's title. */
  title?: string | undefined
  /** In place of those that were set in class. */
  chapters?: { atMs: number; title: string }[] | undefined
}

export interface PersonEdit {
  userId: string
  /** Takes out all that is this person's. */
  remove?: boolean | undefined
  /** The name that is shown everywhere. */
  rename?: string | undefined
}

export const NO_EDITS: TimelineEdits = { trimFromMs: null, trimToMs: null, cuts: [], hiddenMessages: [], people: [] }
