import { LecternError } from '@lectern/protocol'
import type { Change, Json, TimelineState } from '@lectern/recording/timeline'
import { equalityDeep } from 'lib0/function'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { OpenDocument } from '../classroom/SharedClass.ts'
import { State } from '../classroom/State.ts'
import type { DocumentState } from '../classroom/SyncedDocument.ts'
import { textChange } from '../notes/textChange.ts'

/** Maps and texts of one document at a moment. */
type Content = TimelineState[string]

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

  constructor(name: string, content: Content | undefined, onClose: () => void) {
    this.name = name
    this.#onClose = onClose
    this.awareness.setLocalState(null)
    this.show(content)
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

  /** Another moment: sets what differs. */
  show(content: Content = {}): void {
    this.doc.transact(() => {
      for (const [name, type] of this.doc.share) if (!(name in content)) empty(type)
      for (const [name, value] of Object.entries(content)) {
        if (typeof value === 'string') showText(this.doc.getText(name), value)
        else showMap(this.doc.getMap(name), value)
      }
    })
  }

  /** What happened from the moment shown to a later one; all of it in this document. */
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

function empty(type: unknown): void {
  if (type instanceof Y.Map) type.clear()
  if (type instanceof Y.Text) type.delete(0, type.length)
}

function showMap(map: Y.Map<unknown>, rows: Record<string, Json>): void {
  for (const key of [...map.keys()]) if (!Object.hasOwn(rows, key)) map.delete(key)
  for (const [key, row] of Object.entries(rows)) if (!equalityDeep(map.get(key), row)) map.set(key, row)
}

function showText(text: Y.Text, wanted: string): void {
  const change = textChange(text.toString(), wanted, 0)
  if (!change) return
  if (change.remove > 0) text.delete(change.at, change.remove)
  if (change.insert !== '') text.insert(change.at, change.insert)
}
