import { type Ack, type ErrorCode, LecternError } from '@lectern/protocol'
import type { Logger } from 'pino'
import { WebSocket } from 'ws'
import type { Publisher } from '../room/RoomDocument.ts'
import { LINK_CLOSE, LINK_MAX_BYTES, LinkSocket } from './LinkSocket.ts'
import { LINK_PATH, LINK_VERSION, type ToFollower, type ToLeader, toFollower, toLeader } from './linkMessages.ts'
import type { RelayedRoom } from './RelayedRoom.ts'
import { RelayedTopics } from './RelayedTopics.ts'
import type { EngineAddress } from './RoomLeases.ts'

export interface LinkToLeaderOptions {
  leader: EngineAddress
  /** Of this engine. */
  instance: string
  secret: string
  publisher: Publisher
  logger: Logger
  /** A connection was ended here for this reason. */
  onRefused: (code: ErrorCode) => void
  /** The link is no more, and its rooms have been told. `rooms`: those that people here were in. */
  onClosed: (link: LinkToLeader, rooms: string[]) => void
}

/** The engine that was looked for does not run any more: nobody listens at its address, or another run does. */
export class LeaderGoneError extends Error {
  constructor(cause?: unknown) {
    super('the engine that leads the room is gone', { cause })
    this.name = 'LeaderGoneError'
  }
}

/** A connection of this engine that the leader holds the other half of. */
export interface Relayed {
  handle(message: ToFollower): void
}

type MessageForConnection = Extract<ToLeader, { connection: number }>
type Body<Message> = Message extends unknown ? Omit<Message, 'connection'> : never
type CallOf<Message> = Message extends { call: number } ? Omit<Message, 'call'> : never

const HELLO_MS = 1500

/**
 * This engine's link to one that leads rooms. All that this engine's clients have with those rooms goes over it; when it ends, all
 * of it ends.
 */
export class LinkToLeader {
  readonly #options: LinkToLeaderOptions
  readonly #socket: LinkSocket
  readonly #topics: RelayedTopics
  readonly #rooms = new Map<string, RelayedRoom>()
  readonly #connections = new Map<number, Relayed>()
  readonly #calls = new Map<number, (ack: Ack<unknown>) => void>()
  readonly #opened = Promise.withResolvers<void>()
  #lastConnection = 0
  #lastCall = 0
  isOpen = true

  private constructor(webSocket: WebSocket, options: LinkToLeaderOptions) {
    this.#options = options
    this.#topics = new RelayedTopics(options.publisher)
    this.#socket = new LinkSocket(webSocket, {
      receive: (message) => this.#receive(toFollower.decode(message)),
      closed: (code, fault) => this.#closed(code, fault),
    })
    this.#socket.send(toLeader.encode({ type: 'hello', version: LINK_VERSION, instance: options.instance }))
  }

  /** Throws LeaderGoneError, or whatever else keeps the two apart. */
  static async connect(options: LinkToLeaderOptions): Promise<LinkToLeader> {
    const webSocket = await dial(options)
    const link = new LinkToLeader(webSocket, options)
    const tooLate = setTimeout(() => webSocket.terminate(), HELLO_MS)
    await link.#opened.promise.finally(() => clearTimeout(tooLate))
    return link
  }

  addRoom(room: RelayedRoom): void {
    this.#rooms.set(room.id, room)
  }

  removeRoom(room: RelayedRoom): void {
    if (this.#rooms.get(room.id) === room) this.#rooms.delete(room.id)
  }

  /** Asks the leader, and gives its answer. Throws the error that came instead. */
  async ask(message: CallOf<ToLeader>): Promise<unknown> {
    const ack = await this.call(message)
    if (ack.ok) return ack.value
    const { code, message: text, field, retryAfterMs } = ack.error
    throw new LecternError(code, text, { field, retryAfterMs })
  }

  /** Asks the leader. NODE_DRAINING where the link ends before the answer. */
  call(message: CallOf<ToLeader>): Promise<Ack<unknown>> {
    return new Promise((resolve) => {
      if (!this.isOpen) {
        resolve(lost())
        return
      }
      const call = ++this.#lastCall
      this.#calls.set(call, resolve)
      this.#send({ ...message, call } as ToLeader)
    })
  }

  /** A new connection, which `relayed` stands for here, opened by `message`. */
  connect(relayed: Relayed, message: Body<Extract<ToLeader, { type: 'openDocument' | 'openSession' }>>): number {
    const connection = ++this.#lastConnection
    this.#connections.set(connection, relayed)
    this.#send({ ...message, connection } as ToLeader)
    return connection
  }

  tell(message: MessageForConnection): void {
    if (this.#connections.has(message.connection)) this.#send(message)
  }

  /** The connection is over on both ends. */
  disconnect(connection: number): void {
    this.#connections.delete(connection)
    this.#topics.leave(connection)
  }

  get topics(): RelayedTopics {
    return this.#topics
  }

  refused(code: ErrorCode): void {
    this.#options.onRefused(code)
  }

  close(): void {
    this.#socket.close(LINK_CLOSE.going)
  }

  #send(message: ToLeader): void {
    if (this.isOpen) this.#socket.send(toLeader.encode(message))
  }

  #receive(message: ToFollower): void {
    if (message.type === 'welcome') this.#welcome(message)
    else if (message.type === 'ack') this.#answered(message.call, message.ack)
    else if (message.type === 'publish') this.#topics.publish(message.topic, message.frame)
    else if (message.type === 'roomMoved') this.#rooms.get(message.room)?.moved()
    else this.#connections.get(message.connection)?.handle(message)
  }

  #welcome({ version, instance }: Extract<ToFollower, { type: 'welcome' }>): void {
    if (version !== LINK_VERSION) throw new Error(`an engine that speaks version ${version} of the link`)
    if (instance === this.#options.leader.instance) {
      this.#opened.resolve()
      return
    }
    this.#opened.reject(new LeaderGoneError())
    this.close()
  }

  #roomsInUse(): string[] {
    return [...this.#rooms.values()].flatMap(({ id, connectionCount }) => (connectionCount > 0 ? [id] : []))
  }

  #answered(call: number, ack: Ack<unknown>): void {
    this.#calls.get(call)?.(ack)
    this.#calls.delete(call)
  }

  #closed(code: number, fault: unknown): void {
    this.isOpen = false
    const { leader, logger, onClosed } = this.#options
    logger.info({ leader: leader.url, code, err: fault }, 'the link to an engine has ended')
    this.#opened.reject(new Error(`the link was closed with ${code}`))
    const rooms = this.#roomsInUse()
    // Connections first: who loses one asks again what had no answer, and does not take that for a refusal.
    for (const room of [...this.#rooms.values()]) room.moved()
    for (const resolve of this.#calls.values()) resolve(lost())
    this.#calls.clear()
    onClosed(this, rooms)
  }
}

const lost = (): Ack<unknown> => {
  const { code, message } = new LecternError('NODE_DRAINING')
  return { ok: false, error: { code, message } }
}

function dial({ leader, secret }: LinkToLeaderOptions): Promise<WebSocket> {
  const url = new URL(LINK_PATH, leader.url.replace(/^http/, 'ws'))
  const webSocket = new WebSocket(url, {
    headers: { authorization: `Bearer ${secret}` },
    handshakeTimeout: HELLO_MS,
    maxPayload: LINK_MAX_BYTES,
    perMessageDeflate: false,
  })
  return new Promise((resolve, reject) => {
    webSocket.once('open', () => resolve(webSocket))
    webSocket.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ECONNREFUSED' ? new LeaderGoneError(error) : error)
    })
  })
}
