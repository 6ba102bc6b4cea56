import type { TLStore } from '@tldraw/tldraw'
import type { SharedDocument } from '../classroom/SharedClass.ts'
import { BoardBinding } from './BoardBinding.ts'
import { BoardPresence } from './BoardPresence.ts'
import { boardAssets } from './boardAssets.ts'
import { createBoardStore } from './boardStore.ts'

/** One page of the board as this browser holds it: its store (with its camera and its undo history), bound to its document. */
export class BoardSession {
  readonly document: SharedDocument
  readonly store: TLStore
  readonly binding: BoardBinding
  readonly presence: BoardPresence

  constructor(document: SharedDocument, colourOf: (hue: number) => string) {
    this.document = document
    this.store = createBoardStore(boardAssets)
    this.binding = new BoardBinding(this.store, document)
    this.presence = new BoardPresence(this.store, document, colourOf)
  }

  close(): void {
    this.binding.close()
    this.presence.close()
  }
}
