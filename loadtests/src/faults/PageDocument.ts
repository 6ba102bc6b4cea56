import type * as Y from 'yjs'
import type { ClassroomClient } from '../../../web/features/classroom/ClassroomClient.ts'
import { SyncedDocument } from '../../../web/features/classroom/SyncedDocument.ts'
import type { Edit } from './History.ts'
import { Acks, editOf, type LiveDocument, type LiveDocumentOptions } from './LiveDocument.ts'

/** A document as the class page has it. */
export class PageDocument implements LiveDocument {
  readonly #document: SyncedDocument
  readonly #acks = new Acks()
  readonly #changed: () => void
  refusal: string | undefined

  constructor({ url, room, name, changed }: LiveDocumentOptions, client: ClassroomClient) {
    this.#changed = changed
    this.#document = new SyncedDocument({ engineUrl: url, room, name, tokens: client })
    // As the page does: who is back in class needs no more patience with the documents.
    client.on('joined', () => this.#document.connectNow())
    this.#document.on('refused', ({ code, lost }) => {
      this.refusal = `${name} lost ${lost} edits to ${code}`
    })
    this.#document.state.subscribe(() => {
      this.#acks.settle(this.unsaved)
      changed()
    })
    this.doc.on('update', changed)
  }

  get doc(): Y.Doc {
    return this.#document.doc
  }

  get isReady(): boolean {
    return this.#document.state.getSnapshot().phase === 'ready'
  }

  get isWritable(): boolean {
    return this.#document.writable
  }

  get unsaved(): number {
    return this.#document.state.getSnapshot().unsaved
  }

  get isToldLate(): boolean {
    return this.#document.state.getSnapshot().late
  }

  get thrownOut(): string | undefined {
    const { phase, closedBecause } = this.#document.state.getSnapshot()
    return phase === 'closed' ? `${this.#document.name} was closed: ${closedBecause}` : undefined
  }

  edit(change: (doc: Y.Doc) => void, acked: () => void): Edit {
    // Before the edit, which tells at once that something is unsaved now.
    this.#acks.add(acked)
    this.#document.edit(this, change)
    this.#changed()
    return editOf(this.doc)
  }

  close(): void {
    this.#document.close()
    this.doc.destroy()
  }
}
