import { randomUUID } from 'node:crypto'
import { type Ack, BOARD_RECORDS, COMMANDS, FIRST_BOARD, PROTOCOL_VERSION, syncPath } from '@lectern/protocol'
import { io, type Socket } from 'socket.io-client'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { longestGap } from './gaps.ts'

const EDIT_EVERY_MS = 50
const CHAT_EVERY_MS = 500
/** Shapes that are moved about; more of them would only make the board grow. */
const SHAPES = 20

/** Somebody who draws and chats without a pause, and somebody who watches the board: how steadily is it confirmed? */
export class ClassStream {
  readonly #socket: Socket
  readonly #writer: WebsocketProvider
  readonly #watcher: WebsocketProvider
  /** Moments at which an edit arrived at the watcher, and a line of chat was confirmed, epoch ms. */
  readonly #confirmed = { board: [] as number[], chat: [] as number[] }
  readonly #timers: NodeJS.Timeout[] = []
  #edits = 0

  private constructor(engineUrl: string, room: string, [writer, watcher]: readonly [string, string]) {
    this.#socket = io(engineUrl, {
      auth: { token: writer, protocol: PROTOCOL_VERSION },
      transports: ['websocket'],
      forceNew: true,
    })
    this.#writer = boardOf(engineUrl, room, writer)
    this.#watcher = boardOf(engineUrl, room, watcher)
  }

  /** `tokens`: of two people who may draw. Resolves once both are in. */
  static async open(engineUrl: string, room: string, tokens: readonly [string, string]): Promise<ClassStream> {
    const stream = new ClassStream(engineUrl, room, tokens)
    await new Promise((resolve) => stream.#socket.once('connect', () => resolve(undefined)))
    await stream.request(COMMANDS.joinClass.name, {})
    await Promise.all([stream.#writer, stream.#watcher].map(synced))
    stream.#begin()
    return stream
  }

  /** Sends a command; the error's code where it was refused. */
  async request(name: string, input: object): Promise<Ack<unknown>> {
    return this.#socket.emitWithAck(name, input)
  }

  /** Longest time without a confirmation, ms. */
  longestGap(of: 'board' | 'chat', from: number): number {
    return longestGap(this.#confirmed[of], from, Date.now())
  }

  get connected(): boolean {
    return this.#socket.connected && this.#writer.wsconnected && this.#watcher.wsconnected
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer)
    this.#socket.disconnect()
    this.#writer.destroy()
    this.#watcher.destroy()
  }

  #begin(): void {
    recordsOf(this.#watcher).observe(() => this.#confirmed.board.push(Date.now()))
    this.#timers.push(setInterval(() => this.#edit(), EDIT_EVERY_MS))
    this.#timers.push(setInterval(() => void this.#chat(), CHAT_EVERY_MS))
  }

  #edit(): void {
    const id = `shape:stream-${this.#edits++ % SHAPES}`
    recordsOf(this.#writer).set(id, { id, typeName: 'shape', type: 'geo', x: this.#edits, y: 0, parentId: 'page:page' })
  }

  async #chat(): Promise<void> {
    const ack = await this.request(COMMANDS.sendChat.name, { id: randomUUID(), text: `line ${this.#edits}` })
    if (ack.ok) this.#confirmed.chat.push(Date.now())
  }
}

function boardOf(engineUrl: string, room: string, token: string): WebsocketProvider {
  const server = `${engineUrl.replace('http', 'ws')}${syncPath(room, '').replace(/\/$/, '')}`
  return new WebsocketProvider(server, FIRST_BOARD, new Y.Doc(), { params: { token }, disableBc: true })
}

const recordsOf = ({ doc }: WebsocketProvider) => doc.getMap(BOARD_RECORDS)

function synced(provider: WebsocketProvider): Promise<void> {
  if (provider.synced) return Promise.resolve()
  return new Promise((resolve) => {
    provider.once('sync', () => resolve())
  })
}
