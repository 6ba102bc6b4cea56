import type { DocumentState } from '../classroom/SyncedDocument.ts'

/** Where one's words are, for the line under the notes. */
export function saveWords({ phase, unsaved, late }: Pick<DocumentState, 'phase' | 'unsaved' | 'late'>): string {
  if (phase === 'loading' || phase === 'reloading') return 'Loading the notes'
  if (phase === 'closed') return 'The notes are closed.'
  if (phase === 'offline') return unsaved > 0 ? 'Kept here; sent when you are back.' : 'Not connected right now.'
  if (late) return 'Kept here; not saved yet.'
  return unsaved > 0 ? 'Saving' : 'Saved for everybody'
}
