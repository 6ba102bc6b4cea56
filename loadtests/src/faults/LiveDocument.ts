import type * as Y from 'yjs'
import type { Edit } from './History.ts'

/** One document of a room with its connection, as a client has it. */
export interface LiveDocument {
  readonly doc: Y.Doc
  /** Connected and in step. */
  readonly isReady: boolean
  /** Whether edits are taken now: not while a refused document is loaded again. */
  readonly isWritable: boolean
  /** Whether the page says that something is not saved though it should be by now; stock clients cannot. */
  readonly isToldLate: boolean
  /** Own edits whose echo has not come. */
  readonly unsaved: number
  /** Why the engine ended the connection for good; undefined while it has not. */
  readonly thrownOut: string | undefined
  /** What the engine refused for good, so that the document was loaded again. */
  readonly refusal: string | undefined
  /** Changes the document; `acked` is called when the echo is back. */
  edit(change: (doc: Y.Doc) => void, acked: () => void): Edit
  close(): void
}

export interface LiveDocumentOptions {
  /** Address of the engine, http. */
  url: string
  room: string
  name: string
  token: string
  /** Called when any of what the document tells of itself has changed. */
  changed: () => void
}

/** Where a document stands under the Yjs client id of its owner. */
export const editOf = ({ clientID, store }: Y.Doc): Edit => ({
  client: clientID,
  clock: store.clients.get(clientID)?.reduce((end, { id, length }) => Math.max(end, id.clock + length), 0) ?? 0,
})

/** Acknowledgements in the order of the edits: calls those that are due when so many are still waiting. */
export class Acks {
  #waiting: (() => void)[] = []

  add(acked: () => void): void {
    this.#waiting.push(acked)
  }

  settle(unsaved: number): void {
    const due = this.#waiting.slice(0, Math.max(0, this.#waiting.length - unsaved))
    this.#waiting = this.#waiting.slice(due.length)
    for (const acked of due) acked()
  }
}
