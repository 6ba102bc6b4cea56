'use client'

import { useReducer } from 'react'
import { type Draft, isChanged } from './draft.ts'
import { beginDraft, changeDraft } from './draftHistory.ts'

export interface DraftControls {
  draft: Draft
  saved: Draft
  changed: boolean
  canUndo: boolean
  /** `name`: of what is changed; see DraftHistory. */
  change: (name: string, change: Partial<Draft>) => void
  undo: () => void
  discard: () => void
  setSaved: (as: Draft) => void
}

/** What is about to be saved of a recording. */
export function useDraft(initial: Draft): DraftControls {
  const [{ saved, draft, past }, dispatch] = useReducer(changeDraft, initial, beginDraft)
  return {
    draft,
    saved,
    changed: isChanged(saved, draft),
    canUndo: past.length > 0,
    change: (name, change) => dispatch({ do: 'change', name, with: change }),
    undo: () => dispatch({ do: 'undo' }),
    discard: () => dispatch({ do: 'discard' }),
    setSaved: (as) => dispatch({ do: 'saved', as }),
  }
}
