import { type Ack, ERRORS, type JoinClaims } from '@lectern/protocol'
import type { SessionSocket } from '../room/Session.ts'
import type { LinkToLeader, Relayed } from './LinkToLeader.ts'
import type { ToFollower } from './linkMessages.ts'
import type { OpenSession } from './RoomDoor.ts'

interface RelayedSessionOptions {
  link: LinkToLeader
  room: string
  claims: JoinClaims
  socket: SessionSocket
  onClosed: (session: RelayedSession) => void
}

/** A socket for commands here, whose session is at the room's leader. */
export class RelayedSession implements OpenSession, Relayed {
  readonly #options: RelayedSessionOptions
  readonly #connection: number
  #isOpen = true

  constructor(options: RelayedSessionOptions) {
    this.#options = options
    const { link, room, claims } = options
    this.#connection = link.connect(this, { type: 'openSession', room, claims })
  }

  dispatch(name: string, payload: unknown): Promise<Ack<unknown>> {
    return this.#options.link.call({ type: 'command', connection: this.#connection, name, payload })
  }

  closed(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    const { link, onClosed } = this.#options
    link.tell({ type: 'closeSession', connection: this.#connection })
    link.disconnect(this.#connection)
    onClosed(this)
  }

  moved(): void {
    const code = 'NODE_DRAINING'
    this.#options.link.refused(code)
    this.#options.socket.emit('class:closed', { code, message: ERRORS[code].message })
    this.#options.socket.close()
  }

  handle(message: ToFollower): void {
    const { socket } = this.#options
    if (message.type === 'emit') socket.emit(message.event, message.payload)
    else if (message.type === 'hearClass') socket.hearClass?.(message.on)
    else if (message.type === 'closeSession') socket.close()
  }
}
