import { type Ack, type ErrorCode, LecternError, toWireError } from '@lectern/protocol'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import type { DocumentSocket } from '../room/DocumentConnection.ts'
import type { SessionSocket } from '../room/Session.ts'
import { LINK_CLOSE, LinkSocket } from './LinkSocket.ts'
import { LINK_VERSION, type ToFollower, type ToLeader, toFollower, toLeader } from './linkMessages.ts'
import type { OpenDocument, OpenSession, RoomDoor } from './RoomDoor.ts'

/** What a link needs of the rooms that this engine leads. */
export interface LedRooms {
  /** Reads the room if need be. Throws NODE_DRAINING where another engine leads it, CLASS_ENDED. */
  lead(room: string): Promise<RoomDoor>
  /** The room, if it is in memory now. */
  led(room: string): RoomDoor | undefined
  /** Ends the class, also one that nobody is in. */
  end(room: string, actor: string): Promise<void>
}

export interface LinkToFollowerOptions {
  rooms: LedRooms
  /** Of this engine. */
  instance: string
  logger: Logger
  onClosed: (link: LinkToFollower) => void
}

type ToLeaderOf<Type extends ToLeader['type']> = Extract<ToLeader, { type: Type }>

interface FollowedDocument {
  /** Not yet while it is opened. */
  document: OpenDocument | undefined
  topic: string | undefined
}

/** A link from an engine whose clients are in rooms that this one leads. To the rooms they are clients like all others. */
export class LinkToFollower {
  readonly #options: LinkToFollowerOptions
  readonly #socket: LinkSocket
  readonly #documents = new Map<number, FollowedDocument>()
  readonly #sessions = new Map<number, OpenSession>()
  /** Topic → how many of its sockets are there. */
  readonly #topics = new Map<string, number>()
  #greeted = false

  constructor(webSocket: WebSocket, options: LinkToFollowerOptions) {
    this.#options = options
    this.#socket = new LinkSocket(webSocket, {
      receive: (message) => this.#receive(toLeader.decode(message)),
      closed: (code, fault) => this.#closed(code, fault),
    })
  }

  /** Sockets there. */
  get connectionCount(): number {
    return this.#documents.size + this.#sessions.size
  }

  publish(topic: string, frame: Uint8Array): void {
    if (this.#topics.has(topic)) this.#send({ type: 'publish', topic, frame })
  }

  roomMoved(room: string): void {
    this.#send({ type: 'roomMoved', room })
  }

  close(): void {
    this.#socket.close(LINK_CLOSE.going)
  }

  #send(message: ToFollower): void {
    this.#socket.send(toFollower.encode(message))
  }

  #receive(message: ToLeader): void {
    if (message.type === 'hello') this.#hello(message)
    else if (!this.#greeted) throw new Error('a link begins with hello')
    else if (message.type === 'frame') this.#documents.get(message.connection)?.document?.receive(message.frame)
    else if (message.type === 'command') this.#command(message)
    else if (message.type === 'openDocument') this.#openDocument(message)
    else if (message.type === 'openSession') this.#openSession(message)
    else if (message.type === 'closeDocument') this.#closeDocument(message.connection)
    else if (message.type === 'closeSession') this.#closeSession(message.connection)
    else void this.#answer(message.call, () => this.#ask(message))
  }

  #hello({ version, instance }: ToLeaderOf<'hello'>): void {
    // The follower learns from the welcome who we are and what we speak, and leaves where that is not what it looks for.
    this.#greeted = version === LINK_VERSION
    this.#options.logger.info({ follower: instance, version }, 'an engine has linked to this one')
    this.#send({ type: 'welcome', version: LINK_VERSION, instance: this.#options.instance })
  }

  async #ask(message: ToLeaderOf<'openRoom' | 'admit' | 'endRoom'>): Promise<null> {
    const { rooms } = this.#options
    if (message.type === 'openRoom') await rooms.lead(message.room)
    else if (message.type === 'endRoom') await rooms.end(message.room, message.actor)
    else await (await rooms.lead(message.room)).admit(message.claims)
    return null
  }

  async #answer(call: number, answer: () => Promise<unknown>): Promise<void> {
    const ack = await answer().then(
      (value): Ack<unknown> => ({ ok: true, value }),
      (error: unknown): Ack<unknown> => this.#failed(error),
    )
    this.#send({ type: 'ack', call, ack })
  }

  #failed(error: unknown): Ack<unknown> {
    if (!(error instanceof LecternError)) this.#options.logger.error({ err: error }, 'a request of an engine failed')
    return { ok: false, error: toWireError(error) }
  }

  #openDocument({ connection, room, document: name, claims }: ToLeaderOf<'openDocument'>): void {
    const door = this.#options.rooms.led(room)
    if (!door) {
      this.roomMoved(room)
      return
    }
    this.#mustBeNew(connection)
    // Known before it is opened: that may end it at once.
    const followed: FollowedDocument = { document: undefined, topic: undefined }
    this.#documents.set(connection, followed)
    followed.document = door.openDocument(claims, name, this.#documentSocket(connection))
  }

  #openSession({ connection, room, claims }: ToLeaderOf<'openSession'>): void {
    const door = this.#options.rooms.led(room)
    if (!door) {
      this.roomMoved(room)
      return
    }
    this.#mustBeNew(connection)
    this.#sessions.set(connection, door.openSession(claims, this.#sessionSocket(connection)))
  }

  #command({ connection, call, name, payload }: ToLeaderOf<'command'>): void {
    const session = this.#sessions.get(connection)
    const gone = async () => this.#failed(new LecternError('NODE_DRAINING'))
    const answering = session ? session.dispatch(name, payload) : gone()
    void answering.then((ack) => this.#send({ type: 'ack', call, ack }))
  }

  #mustBeNew(connection: number): void {
    const isTaken = this.#documents.has(connection) || this.#sessions.has(connection)
    if (isTaken) throw new Error('two connections of one number')
  }

  #documentSocket(connection: number): DocumentSocket {
    return {
      send: (frame) => this.#send({ type: 'send', connection, frame }),
      subscribe: (topic) => this.#subscribe(connection, topic),
      // Judged where the socket is.
      bufferedBytes: () => 0,
      close: (code) => this.#documentEnded(connection, code),
    }
  }

  #sessionSocket(connection: number): SessionSocket {
    return {
      emit: (event, payload) => this.#send({ type: 'emit', connection, event, payload }),
      hearClass: (on) => this.#send({ type: 'hearClass', connection, on }),
      close: () => this.#send({ type: 'closeSession', connection }),
    }
  }

  #subscribe(connection: number, topic: string): void {
    const followed = this.#documents.get(connection)
    if (!followed || followed.topic === topic) return
    followed.topic = topic
    this.#topics.set(topic, (this.#topics.get(topic) ?? 0) + 1)
    this.#send({ type: 'subscribe', connection, topic })
  }

  #documentEnded(connection: number, code: ErrorCode): void {
    this.#forget(connection)
    this.#send({ type: 'closeDocument', connection, code })
  }

  #closeDocument(connection: number): void {
    const followed = this.#documents.get(connection)
    this.#forget(connection)
    followed?.document?.closed()
  }

  #closeSession(connection: number): void {
    const session = this.#sessions.get(connection)
    this.#sessions.delete(connection)
    session?.closed()
  }

  #forget(connection: number): void {
    const topic = this.#documents.get(connection)?.topic
    this.#documents.delete(connection)
    if (topic === undefined) return
    const left = this.#topics.get(topic)! - 1
    if (left > 0) this.#topics.set(topic, left)
    else this.#topics.delete(topic)
  }

  #closed(code: number, fault: unknown): void {
    const { logger, onClosed } = this.#options
    logger.info({ code, err: fault }, 'the link of an engine has ended')
    for (const connection of [...this.#documents.keys()]) this.#closeDocument(connection)
    for (const connection of [...this.#sessions.keys()]) this.#closeSession(connection)
    onClosed(this)
  }
}
