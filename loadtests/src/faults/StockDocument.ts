import { MESSAGE_SYNC, SYNC_STEP_1 } from '@lectern/protocol'
import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { EchoTracker } from '../../../web/features/classroom/EchoTracker.ts'
import type { Edit } from './History.ts'
import { Acks, editOf, type LiveDocument, type LiveDocumentOptions } from './LiveDocument.ts'

// Each provider listens for the end of the process; a class has hundreds.
process.setMaxListeners(0)

/** A document over the y-websocket provider as it comes from the npm registry; it knows nothing of Lectern. */
export class StockDocument implements LiveDocument {
  readonly doc = new Y.Doc()
  thrownOut: string | undefined
  readonly isWritable = true
  readonly isToldLate = false
  /** It keeps what it has: where an edit is refused for good, so is the connection. */
  readonly refusal = undefined
  readonly #provider: WebsocketProvider
  readonly #tracker = new EchoTracker(this.doc.clientID)
  readonly #acks = new Acks()
  readonly #changed: () => void

  constructor({ url, room, name, token, changed }: LiveDocumentOptions) {
    this.#changed = changed
    this.#provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/sync/${room}`, name, this.doc, {
      params: { token },
      disableBc: true,
    })
    this.#provider.on('status', changed)
    this.#provider.on('sync', changed)
    this.#provider.on('closed', ({ code, reason }) => {
      this.thrownOut = `${name} was closed with ${code} ${reason}`
      changed()
    })
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this.#provider) this.#tracker.handleLocalUpdate(update)
      changed()
    })
    this.#hearServer()
  }

  get isReady(): boolean {
    return this.#provider.synced
  }

  get unsaved(): number {
    return this.#tracker.unsaved
  }

  edit(change: (doc: Y.Doc) => void, acked: () => void): Edit {
    this.doc.transact(() => change(this.doc))
    this.#acks.add(acked)
    return editOf(this.doc)
  }

  close(): void {
    this.#provider.destroy()
    this.#provider.awareness.destroy()
    this.doc.destroy()
  }

  /** The very bytes of the server: an own edit that comes back changes nothing, so Yjs tells of no update. */
  #hearServer(): void {
    const apply = this.#provider.messageHandlers[MESSAGE_SYNC]!
    this.#provider.messageHandlers[MESSAGE_SYNC] = (encoder, decoder, ...rest) => {
      const copy = decoding.clone(decoder)
      const isStep1 = decoding.readVarUint(copy) === SYNC_STEP_1
      const bytes = decoding.readVarUint8Array(copy)
      if (isStep1) this.#tracker.handleServerStateVector(bytes)
      else this.#tracker.handleServerUpdate(bytes)
      apply(encoder, decoder, ...rest)
      this.#acks.settle(this.#tracker.unsaved)
      this.#changed()
    }
  }
}
