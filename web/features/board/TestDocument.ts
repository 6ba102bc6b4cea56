import * as Y from 'yjs'
import { Emitter } from '../classroom/Emitter.ts'
import { State } from '../classroom/State.ts'
import type { DocumentEvents, DocumentState } from '../classroom/SyncedDocument.ts'
import type { BoundDocument } from './BoardBinding.ts'

/** A document without a network, for tests: connected at once, and its edits are nowhere but here. */
export class TestDocument implements BoundDocument {
  doc = new Y.Doc()
  writable = true
  readonly state = new State<DocumentState>({
    phase: 'ready',
    generation: 0,
    unsaved: 0,
    late: false,
    closedBecause: null,
  })
  readonly #events = new Emitter<DocumentEvents>()

  on<Name extends keyof DocumentEvents>(name: Name, listener: (payload: DocumentEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  edit(origin: unknown, change: (doc: Y.Doc) => void): void {
    if (!this.writable) throw new Error('not writable')
    this.doc.transact(() => change(this.doc), origin)
  }

  /** What happens after a refused edit. */
  replaceBy(doc: Y.Doc): void {
    const from = this.doc
    this.doc = doc
    this.#events.emit('replaced', { from })
  }
}

/** Carries updates both ways at once, as a server would. */
export function connect(a: Y.Doc, b: Y.Doc): void {
  a.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== b) Y.applyUpdate(b, update, a)
  })
  b.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== a) Y.applyUpdate(a, update, b)
  })
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a), a)
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b), b)
}
