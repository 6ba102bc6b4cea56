import { NOTES_TEXT } from '@lectern/protocol'
import * as Y from 'yjs'
import type { SyncedDocument } from '../classroom/SyncedDocument.ts'
import { movedPlace, type TextChange, textChange } from './textChange.ts'

/** What the binding needs of a text box: `HTMLTextAreaElement`. */
export interface TextBox {
  value: string
  selectionStart: number
  selectionEnd: number
  scrollTop: number
  setSelectionRange(start: number, end: number): void
}

export type NotesDocument = Pick<SyncedDocument, 'doc' | 'writable' | 'edit' | 'on'>

/** Keeps a text box and the shared notes the same; the caret stays where its person left it while others write. Undo takes back one's own. */
export class NotesBinding {
  readonly #box: TextBox
  readonly #document: NotesDocument
  readonly #stopDocument: () => void
  #text: Y.Text
  #undo: Y.UndoManager
  #stopText: () => void = () => undefined
  /** Between start and end of a composition (an accent, a Chinese word) the box belongs to the keyboard. */
  #isComposing = false
  /** What the box and the document last agreed on. */
  #agreed = ''
  /** What others did during a composition. */
  #missed: TextChange[] = []

  constructor(box: TextBox, document: NotesDocument) {
    this.#box = box
    this.#document = document
    this.#text = document.doc.getText(NOTES_TEXT)
    this.#undo = this.#attach()
    this.#stopDocument = document.on('replaced', () => {
      this.#stopText()
      this.#text = document.doc.getText(NOTES_TEXT)
      this.#undo = this.#attach()
    })
  }

  /** The person changed the box. */
  handleInput(): void {
    if (this.#isComposing) return
    const change = textChange(this.#agreed, this.#box.value, this.#box.selectionEnd)
    const missed = this.#missed
    this.#missed = []
    if (change && this.#document.writable) this.#write(change, missed)
    this.#agreed = this.#text.toString()
    if (this.#box.value !== this.#agreed) this.#show(missed)
  }

  handleComposition(isComposing: boolean): void {
    this.#isComposing = isComposing
    if (!isComposing) this.handleInput()
  }

  undo(): void {
    if (this.#document.writable) this.#undo.undo()
  }

  redo(): void {
    if (this.#document.writable) this.#undo.redo()
  }

  close(): void {
    this.#stopText()
    this.#stopDocument()
  }

  #attach(): Y.UndoManager {
    const text = this.#text
    const undo = new Y.UndoManager(text, { trackedOrigins: new Set([this]), captureTimeout: 800 })
    const observe = ({ delta }: Y.YTextEvent, { origin }: Y.Transaction) => {
      if (origin === this) return
      if (this.#isComposing) this.#missed.push(...changesOf(delta))
      else this.#show(changesOf(delta))
    }
    text.observe(observe)
    this.#stopText = () => {
      text.unobserve(observe)
      undo.destroy()
    }
    this.#missed = []
    this.#show([])
    return undo
  }

  #write({ at, remove, insert }: TextChange, missed: TextChange[]): void {
    const start = missed.reduce(movedPlace, at)
    const end = missed.reduce(movedPlace, at + remove)
    this.#document.edit(this, () => {
      if (end > start) this.#text.delete(start, end - start)
      if (insert !== '') this.#text.insert(start, insert)
    })
  }

  /** Puts the document's text into the box. `changes`: what others did since the box was right, to move the caret along. */
  #show(changes: TextChange[]): void {
    const text = this.#text.toString()
    const { selectionStart, selectionEnd, scrollTop } = this.#box
    const move = (place: number) => Math.min(text.length, changes.reduce(movedPlace, place))
    const [start, end] = [move(selectionStart), move(selectionEnd)]
    this.#agreed = text
    this.#box.value = text
    this.#box.setSelectionRange(start, end)
    this.#box.scrollTop = scrollTop
  }
}

function changesOf(delta: Y.YTextEvent['delta']): TextChange[] {
  const changes: TextChange[] = []
  let at = 0
  for (const { retain = 0, delete: remove = 0, insert } of delta) {
    at += retain
    const inserted = typeof insert === 'string' ? insert : ''
    if (remove > 0 || inserted !== '') changes.push({ at, remove, insert: inserted })
    at += inserted.length
  }
  return changes
}
