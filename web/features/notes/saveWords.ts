import type { DocumentState } from '../classroom/SyncedDocument.ts'

/** Where one's words are, for the line under the notes. */
export function saveWords({ phase, unsaved }: Pick<DocumentState, 'phase' | 'unsaved'>): string {
  if (phase === 'loading' || phase === 'reloading') return 'Loading the notes'
  if (phase === 'closed') return 'The notes are closed.'
  if (phase === 'offline') return unsaved > 0 ? 'Kept here; sent when you are back.' : 'Not connected right now.'
  return unsaved > 0 ? 'Saving' : 'Saved for everybody'
}
