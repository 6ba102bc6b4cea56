import { LecternError } from '@lectern/protocol'
import { type Change, diffStates, type TimelineState } from '@lectern/recording/timeline'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { OpenDocument } from '../classroom/SharedClass.ts'
import { State } from '../classroom/State.ts'
import type { DocumentState } from '../classroom/SyncedDocument.ts'

/** One document of a class at the moment that is shown. Nobody can write it. */
export class ReplayDocument implements OpenDocument {
  readonly name: string
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  readonly state = new State<DocumentState>({
    phase: 'ready',
    generation: 0,
    unsaved: 0,
    late: false,
    closedBecause: null,
  })
  readonly writable = false
  readonly #onClose: () => void

  /** `content`: its maps and texts at the moment shown. */
  constructor(name: string, content: TimelineState[string] | undefined, onClose: () => void) {
    this.name = name
    this.#onClose = onClose
    this.awareness.setLocalState(null)
    this.apply(diffStates({}, { [name]: content ?? {} }))
  }

  edit(): never {
    throw new LecternError('NOT_ALLOWED')
  }

  /** It is never replaced and refuses nothing, so there is nothing to hear. */
  on(): () => void {
    return () => undefined
  }

  close(): void {
    if (this.state.getSnapshot().phase === 'closed') return
    this.awareness.destroy()
    this.state.patch({ phase: 'closed' })
    this.#onClose()
  }

  /** What leads from the moment shown to another; all of it in this document. */
  apply(changes: readonly Change[]): void {
    this.doc.transact(() => {
      for (const change of changes) this.#applyOne(change)
    })
  }

  #applyOne(change: Change): void {
    const [, name, key, value] = change
    if (typeof key !== 'string') this.doc.getText(name).applyDelta(key)
    else if (value === undefined) this.doc.getMap(name).delete(key)
    else this.doc.getMap(name).set(key, value)
  }
}
