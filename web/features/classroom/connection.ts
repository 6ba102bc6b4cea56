import type { WireError } from '@lectern/protocol'

/**
 * `connecting`: first attempt. `waiting`: in the waiting room. `joined`: in class. `reconnecting`: was connected, is not, tries
 * again by itself. `closed`: for good; `closedBecause` says why, or is null after leaving by oneself.
 */
export type ClassPhase = 'connecting' | 'waiting' | 'joined' | 'reconnecting' | 'closed'

/** How commands reach the engine. */
export interface ClientState {
  phase: ClassPhase
  /** This browser's clock, epoch ms: when the next attempt starts. Null while one runs or none is planned. */
  nextTryAt: number | null
  closedBecause: WireError | null
}

/** What the class page tells of the connection, truthfully: commands and documents together. */
export interface ClassConnection extends ClientState {
  /** What works and what is safe right now, in one or two sentences for the banner. Empty while all is well. */
  whatWorks: string
  /** Edits of one's own on board and notes that the server has not confirmed yet. */
  unsaved: number
  /** Whether the documents in use (stage, board page, chat) are connected. */
  documents: 'connected' | 'reconnecting'
}

export interface DocumentsInUse {
  connected: boolean
  unsaved: number
  /** Something has been waiting for too long to be saved. */
  late: boolean
}

/** Puts the state of commands and of documents into the words of the banner. */
export function describeConnection(client: ClientState, documents: DocumentsInUse): ClassConnection {
  return {
    ...client,
    unsaved: documents.unsaved,
    documents: documents.connected ? 'connected' : 'reconnecting',
    whatWorks: wordsFor(client, documents),
  }
}

function wordsFor({ phase, closedBecause }: ClientState, documents: DocumentsInUse): string {
  const kept =
    documents.unsaved > 0
      ? 'What you drew and wrote is kept and will be sent when you are back.'
      : 'What you draw or write now is kept and will be sent when you are back.'
  if (phase === 'connecting') return 'Connecting to the class.'
  if (phase === 'waiting') return 'You are in the waiting room. The instructor will let you in.'
  if (phase === 'closed') return closedBecause?.message ?? 'You have left the class.'
  if (phase === 'reconnecting' && documents.connected)
    return 'We lost a part of the connection. Board and chat still arrive; messages wait until you are back.'
  if (phase === 'reconnecting') return `We lost the connection to the class. ${kept}`
  if (documents.connected && documents.late)
    return 'Saving takes longer than usual. What you drew and wrote is kept here and not saved yet.'
  if (documents.connected) return ''
  return `Sound and chat messages work. The board is being connected again. ${kept}`
}
