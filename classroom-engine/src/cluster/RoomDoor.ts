import type { Ack, DocumentName, ErrorCode, JoinClaims } from '@lectern/protocol'
import type { DocumentSocket } from '../room/DocumentConnection.ts'
import type { SessionSocket } from '../room/Session.ts'

/** A socket at a document, seen from the edge. */
export interface OpenDocument {
  /** Takes a frame, which it keeps. */
  receive(frame: Uint8Array): void
  /** Ends the connection with the error's close code. */
  close(code: ErrorCode): void
  /** The socket is gone. */
  closed(): void
}

/** A socket for commands, seen from the edge. */
export interface OpenSession {
  /** Never throws: what goes wrong is in the ack. */
  dispatch(command: string, payload: unknown): Promise<Ack<unknown>>
  /** The socket is gone. */
  closed(): void
}

/** A room as the edges use it, whichever engine leads it. For people whose token is good. */
export interface RoomDoor {
  /** False once the room is not to be had here any more; whoever comes asks anew. */
  readonly isOpen: boolean
  /** Throws where the person may not even connect. */
  admit(claims: JoinClaims): void | Promise<void>
  /** A refusal reaches the socket as its close code. */
  openDocument(claims: JoinClaims, name: DocumentName, socket: DocumentSocket): OpenDocument
  /** `class:join` brings it into class. */
  openSession(claims: JoinClaims, socket: SessionSocket): OpenSession
  /** Ends the class for all, for good. Throws CLASS_ENDED after the end. */
  end(actor: string): Promise<void>
}
