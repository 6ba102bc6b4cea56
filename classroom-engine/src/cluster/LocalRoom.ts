import { randomUUID } from 'node:crypto'
import type { DocumentName, JoinClaims } from '@lectern/protocol'
import type { Dispatcher } from '../commands/Dispatcher.ts'
import type { Classroom } from '../room/Classroom.ts'
import type { DocumentSocket } from '../room/DocumentConnection.ts'
import { Session, type SessionSocket } from '../room/Session.ts'
import type { OpenDocument, OpenSession, RoomDoor } from './RoomDoor.ts'

/** The door of a room that this engine leads. */
export class LocalRoom implements RoomDoor {
  readonly #room: Classroom
  readonly #dispatcher: Dispatcher

  constructor(room: Classroom, dispatcher: Dispatcher) {
    this.#room = room
    this.#dispatcher = dispatcher
  }

  get isOpen(): boolean {
    return !this.#room.isClosed
  }

  admit(claims: JoinClaims): void {
    this.#room.mustAdmit(claims)
  }

  openDocument(claims: JoinClaims, name: DocumentName, socket: DocumentSocket): OpenDocument {
    return this.#room.connectDocument(claims, name, socket)
  }

  openSession(claims: JoinClaims, socket: SessionSocket): OpenSession {
    const room = this.#room
    const session = new Session(randomUUID(), claims, socket)
    room.connectSession(session)
    return {
      dispatch: (command, payload) => this.#dispatcher.dispatch(room, session, command, payload),
      closed: () => room.disconnectSession(session),
    }
  }

  end(actor: string): Promise<void> {
    return this.#room.end(actor)
  }
}
