import { type ErrorCode, type JoinClaims, SYNC_LIMITS } from '@lectern/protocol'
import type { DocumentSocket } from '../room/DocumentConnection.ts'
import type { LinkToLeader, Relayed } from './LinkToLeader.ts'
import type { ToFollower } from './linkMessages.ts'
import type { OpenDocument } from './RoomDoor.ts'

interface RelayedDocumentOptions {
  link: LinkToLeader
  room: string
  name: string
  claims: JoinClaims
  socket: DocumentSocket
  onClosed: (document: RelayedDocument) => void
}

/** A document socket here, whose other half is at the room's leader. */
export class RelayedDocument implements OpenDocument, Relayed {
  readonly #options: RelayedDocumentOptions
  readonly #connection: number
  #isOpen = true

  constructor(options: RelayedDocumentOptions) {
    this.#options = options
    const { link, room, name: document, claims } = options
    this.#connection = link.connect(this, { type: 'openDocument', room, document, claims })
  }

  receive(frame: Uint8Array): void {
    if (this.#isOpen) this.#options.link.tell({ type: 'frame', connection: this.#connection, frame })
  }

  close(code: ErrorCode): void {
    if (!this.#isOpen) return
    this.closed()
    this.#options.link.refused(code)
    this.#options.socket.close(code)
  }

  closed(): void {
    if (!this.#isOpen) return
    this.#options.link.tell({ type: 'closeDocument', connection: this.#connection })
    this.#forget()
  }

  moved(): void {
    this.close('NODE_DRAINING')
  }

  handle(message: ToFollower): void {
    if (!this.#isOpen) return
    if (message.type === 'send') this.#send(message.frame)
    else if (message.type === 'subscribe') this.#subscribe(message.topic)
    else if (message.type === 'closeDocument') {
      this.#forget()
      this.#options.socket.close(message.code)
    }
  }

  /** Rule [SY10]: judged here, where the socket is. */
  checkReading(): void {
    if (this.#options.socket.bufferedBytes() > SYNC_LIMITS.backpressureBytes) this.close('SLOW_READER')
  }

  #send(frame: Uint8Array): void {
    this.#options.socket.send(frame)
    this.checkReading()
  }

  #subscribe(topic: string): void {
    this.#options.socket.subscribe(topic)
    this.#options.link.topics.join(topic, this.#connection, this)
  }

  #forget(): void {
    this.#isOpen = false
    this.#options.link.disconnect(this.#connection)
    this.#options.onClosed(this)
  }
}
