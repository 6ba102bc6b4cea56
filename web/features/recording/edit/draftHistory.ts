import type { Draft } from './draft.ts'

/** A draft with what it was before each change. */
export interface DraftHistory {
  /** What is saved. */
  saved: Draft
  draft: Draft
  past: readonly Draft[]
  /** Names the last change: changes of one name in a row, as of typing, are undone as one. */
  lastChange: string | null
}

export type DraftAction =
  | { do: 'change'; name: string; with: Partial<Draft> }
  | { do: 'undo' }
  | { do: 'discard' }
  /** Another draft to begin with: what was saved is this now. */
  | { do: 'saved'; as: Draft }

export const beginDraft = (saved: Draft): DraftHistory => ({ saved, draft: saved, past: [], lastChange: null })

export function changeDraft(history: DraftHistory, action: DraftAction): DraftHistory {
  const { saved, draft, past, lastChange } = history
  switch (action.do) {
    case 'change':
      return {
        saved,
        draft: { ...draft, ...action.with },
        past: lastChange === action.name ? past : [...past, draft],
        lastChange: action.name,
      }
    case 'undo':
      return { saved, draft: past.at(-1) ?? draft, past: past.slice(0, -1), lastChange: null }
    case 'discard':
      return beginDraft(saved)
    case 'saved':
      return beginDraft(action.as)
  }
}
