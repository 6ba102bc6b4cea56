import { type DocumentName, type JoinClaims, LecternError } from '@lectern/protocol'
import type { DocumentSocket } from '../room/DocumentConnection.ts'
import type { SessionSocket } from '../room/Session.ts'
import type { LinkToLeader } from './LinkToLeader.ts'
import { RelayedDocument } from './RelayedDocument.ts'
import { RelayedSession } from './RelayedSession.ts'
import type { OpenDocument, OpenSession, RoomDoor } from './RoomDoor.ts'

/** The door of a room that another engine leads. */
export class RelayedRoom implements RoomDoor {
  readonly id: string
  readonly #link: LinkToLeader
  readonly #connections = new Set<RelayedDocument | RelayedSession>()
  readonly #onMoved: () => void
  isOpen = true

  private constructor(id: string, link: LinkToLeader, onMoved: () => void) {
    this.id = id
    this.#link = link
    this.#onMoved = onMoved
    link.addRoom(this)
  }

  /** Throws NODE_DRAINING where the engine does not lead the room, and what else it says. */
  static async open(id: string, link: LinkToLeader, onMoved: () => void): Promise<RelayedRoom> {
    await link.ask({ type: 'openRoom', room: id })
    if (!link.isOpen) throw new LecternError('NODE_DRAINING')
    return new RelayedRoom(id, link, onMoved)
  }

  /** Sockets here. */
  get connectionCount(): number {
    return this.#connections.size
  }

  async admit(claims: JoinClaims): Promise<void> {
    await this.#link.ask({ type: 'admit', room: this.id, claims })
  }

  openDocument(claims: JoinClaims, name: DocumentName, socket: DocumentSocket): OpenDocument {
    return this.#add(new RelayedDocument({ ...this.#common(claims), name, socket }))
  }

  openSession(claims: JoinClaims, socket: SessionSocket): OpenSession {
    return this.#add(new RelayedSession({ ...this.#common(claims), socket }))
  }

  async end(actor: string): Promise<void> {
    await this.#link.ask({ type: 'endRoom', room: this.id, actor })
  }

  /** The leader is gone, or does not lead it any more: everybody comes again, and who leads is asked anew. */
  moved(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.#link.removeRoom(this)
    this.#onMoved()
    for (const each of [...this.#connections]) each.moved()
  }

  #common(claims: JoinClaims) {
    const onClosed = (each: RelayedDocument | RelayedSession) => void this.#connections.delete(each)
    return { link: this.#link, room: this.id, claims, onClosed }
  }

  #add<Connection extends RelayedDocument | RelayedSession>(connection: Connection): Connection {
    this.#connections.add(connection)
    // Gone between the asking and the coming.
    if (!this.isOpen) connection.moved()
    return connection
  }
}
