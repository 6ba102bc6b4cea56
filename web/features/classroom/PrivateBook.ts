import { COMMANDS, type LecternError, type PrivateMessage } from '@lectern/protocol'
import { uuidv4 } from 'lib0/random'
import type { SendState } from './ChatBook.ts'
import type { ClassroomClient } from './ClassroomClient.ts'
import { State } from './State.ts'

/** One private message, from or to me. */
export interface PrivateLine extends PrivateMessage {
  send: SendState
  error: { code: LecternError['code']; message: string } | null
}

/** Other person's user id → messages with that person, oldest first. */
export type PrivateThreads = ReadonlyMap<string, readonly PrivateLine[]>

/** One's private messages of this class. They are in no shared document. Knows no React. */
export class PrivateBook {
  readonly state = new State<PrivateThreads>(new Map())
  readonly #client: ClassroomClient
  readonly #lines = new Map<string, PrivateLine>()
  #underWayNumber = 0

  constructor(client: ClassroomClient) {
    this.#client = client
    client.on('joined', ({ privateMessages }) => this.#receive(privateMessages))
    client.on('chat:private', (message) => this.#receive([message]))
  }

  /** Sends to one person. Shown at once; offline it waits and is sent once. Returns the message's id. */
  send(to: string, text: string): string {
    const id = uuidv4()
    this.#underWayNumber += 1
    const n = Number.MAX_SAFE_INTEGER / 2 + this.#underWayNumber
    const from = this.#client.me?.userId ?? ''
    this.#set({ id, n, from, to, text, at: this.#client.logNow(), send: 'sending', error: null })
    void this.#transmit(id)
    return id
  }

  /** Sends a failed message again. */
  retry(id: string): void {
    const line = this.#lines.get(id)
    if (line?.send !== 'failed') return
    this.#set({ ...line, send: 'sending', error: null })
    void this.#transmit(id)
  }

  /** Takes a failed message away. */
  discard(id: string): void {
    if (this.#lines.get(id)?.send !== 'failed') return
    this.#lines.delete(id)
    this.#publish()
  }

  async #transmit(id: string): Promise<void> {
    const { to, text } = this.#lines.get(id)!
    try {
      this.#receive([await this.#client.request(COMMANDS.sendPrivate, { id, to, text }, { keep: true })])
    } catch (error) {
      const { code, message } = error as LecternError
      this.#set({ ...this.#lines.get(id)!, send: 'failed', error: { code, message } })
    }
  }

  #receive(messages: readonly PrivateMessage[]): void {
    for (const message of messages) {
      if (this.#lines.get(message.id)?.send === 'sent') continue
      this.#lines.set(message.id, { ...message, send: 'sent', error: null })
    }
    this.#publish()
  }

  #set(line: PrivateLine): void {
    this.#lines.set(line.id, line)
    this.#publish()
  }

  #publish(): void {
    const me = this.#client.me?.userId
    const threads = new Map<string, PrivateLine[]>()
    for (const line of [...this.#lines.values()].sort((a, b) => a.n - b.n)) {
      const other = line.from === me ? line.to : line.from
      const thread = threads.get(other) ?? []
      threads.set(other, thread)
      thread.push(line)
    }
    this.state.set(threads)
  }
}
