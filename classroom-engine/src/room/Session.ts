import type { JoinClaims, MediaEvents, ServerEvents } from '@lectern/protocol'

/** Everything that the engine tells over socket.io: event → payload. */
export type EngineEvents = ServerEvents & MediaEvents

/** `connected`: may join. `waiting`: in the waiting room. `joined`: in class. `closed`: gone. */
export type SessionState = 'connected' | 'waiting' | 'joined' | 'closed'

/** Why the engine ends a session. */
export type ClosedCode = ServerEvents['class:closed']['code']

/** What the room needs of a socket for commands. */
export interface SessionSocket {
  emit(event: string, payload: unknown): void
  /** Whether it gets what is told to the whole class at once. */
  hearClass?(on: boolean): void
  /** Ends the connection, after what was sent. */
  close(): void
}

/** One connection of a person for commands and media: a peer. */
export class Session {
  /** Names this connection, and never another one. */
  readonly peerId: string
  readonly userId: string
  readonly name: string
  readonly guest: boolean
  /** Of the token that it was opened with. */
  readonly claims: JoinClaims
  state: SessionState = 'connected'
  /** When it asked to come in, monotonic, ms. */
  askedAt = 0
  /** Log time, ms, from which it waits in the waiting room. */
  waitingSince = 0
  readonly #socket: SessionSocket

  constructor(peerId: string, claims: JoinClaims, socket: SessionSocket) {
    this.peerId = peerId
    this.userId = claims.sub
    this.name = claims.name
    this.guest = claims.guest === true
    this.claims = claims
    this.#socket = socket
  }

  emit<Event extends keyof EngineEvents>(event: Event, payload: EngineEvents[Event]): void {
    this.#socket.emit(event, payload)
  }

  /** It is in class from now on, or no more. */
  hearClass(on: boolean): void {
    this.#socket.hearClass?.(on)
  }

  /** Says why and ends the connection. */
  close(code: ClosedCode, message: string): void {
    this.emit('class:closed', { code, message })
    this.#socket.close()
  }
}
