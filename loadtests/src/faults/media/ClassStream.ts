import { randomUUID } from 'node:crypto'
import {
  BOARD_RECORDS,
  COMMANDS,
  FIRST_BOARD,
  type InputOf,
  type LecternError,
  type Request,
  syncPath,
} from '@lectern/protocol'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { ClassroomClient } from '../../../../web/features/classroom/ClassroomClient.ts'
import { longestGap } from './gaps.ts'

const EDIT_EVERY_MS = 50
const CHAT_EVERY_MS = 500
/** Shapes that are moved about; more of them would only make the board grow. */
const SHAPES = 20

/** Somebody who draws and chats without a pause, and somebody who watches the board: how steadily is it confirmed? */
export class ClassStream {
  readonly #client: ClassroomClient
  readonly #writer: WebsocketProvider
  readonly #watcher: WebsocketProvider
  /** Moments at which an edit arrived at the watcher, and a line of chat was confirmed, epoch ms. */
  readonly #confirmed = { board: [] as number[], chat: [] as number[] }
  readonly #timers: NodeJS.Timeout[] = []
  #edits = 0

  private constructor(engineUrl: string, room: string, [writer, watcher]: readonly [string, string]) {
    this.#client = new ClassroomClient({ engineUrl, token: writer })
    this.#writer = boardOf(engineUrl, room, writer)
    this.#watcher = boardOf(engineUrl, room, watcher)
  }

  /** `tokens`: of two people who may draw. Resolves once both are in. */
  static async open(engineUrl: string, room: string, tokens: readonly [string, string]): Promise<ClassStream> {
    const stream = new ClassStream(engineUrl, room, tokens)
    const joined = new Promise((resolve) => stream.#client.on('joined', resolve))
    stream.#client.start()
    await joined
    await Promise.all([stream.#writer, stream.#watcher].map(synced))
    stream.#begin()
    return stream
  }

  /** Sends a command. Resolves with the code of the error where it was refused, or its answer was lost. */
  request<R extends Request>(command: R, input: InputOf<R>): Promise<LecternError['code'] | undefined> {
    return this.#client.request(command, input).then(
      () => undefined,
      ({ code }: LecternError) => code,
    )
  }

  /** Longest time without a confirmation, ms. */
  longestGap(of: 'board' | 'chat', from: number): number {
    return longestGap(this.#confirmed[of], from, Date.now())
  }

  get connected(): boolean {
    return this.#client.joined && this.#writer.wsconnected && this.#watcher.wsconnected
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer)
    this.#client.close()
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
    const refused = await this.request(COMMANDS.sendChat, {
      id: randomUUID(),
      text: `line ${this.#edits}`,
      replyTo: null,
    })
    if (!refused) this.#confirmed.chat.push(Date.now())
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
