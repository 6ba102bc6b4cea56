import {
  CHAT_MESSAGES,
  type ChatMessage,
  COMMANDS,
  chatDocument,
  type LecternError,
  type ReactionKind,
  type WireError,
} from '@lectern/protocol'
import { uuidv4 } from 'lib0/random'
import type * as Y from 'yjs'
import type { ClassroomClient } from './ClassroomClient.ts'
import type { OpenDocument } from './SharedClass.ts'
import { State } from './State.ts'

/** `sending`: not confirmed yet (or waiting for the connection). `failed`: refused; `error` says why. */
export type SendState = 'sent' | 'sending' | 'failed'

/** One message of the class chat. The same object until it changes. */
export interface ChatLine extends ChatMessage {
  id: string
  send: SendState
  error: WireError | null
}

export interface ChatState {
  /** Oldest first; one's own that are under way are at the end. */
  lines: readonly ChatLine[]
  /** The newest part has arrived. */
  ready: boolean
  /** There are older messages that are not loaded. */
  hasOlder: boolean
  loadingOlder: boolean
}

/** Who writes, for lines that are under way. */
export type Writer = Pick<ChatMessage, 'by' | 'name' | 'role' | 'hue'>

/** Fewer messages than these on the first screen, and one more document is loaded at once. */
const ENOUGH_AT_FIRST = 50

interface Part<Document> {
  document: Document
  lines: ChatLine[]
  stop: () => void
}

/** The class chat over its documents: the last is loaded, older ones on demand; one's own messages appear at once. Knows no React. */
export class ChatBook<Document extends OpenDocument> {
  readonly state = new State<ChatState>({ lines: [], ready: false, hasOlder: false, loadingOlder: false })
  readonly #client: Pick<ClassroomClient, 'request' | 'logNow'>
  readonly #open: (name: string) => Document
  readonly #writer: () => Writer
  readonly #parts = new Map<number, Part<Document>>()
  /** One line per message object, so that a line keeps its identity while its message does. */
  readonly #lines = new WeakMap<ChatMessage, ChatLine>()
  readonly #underWay = new Map<string, ChatLine>()
  #underWayNumber = 0

  constructor(
    client: Pick<ClassroomClient, 'request' | 'logNow'>,
    open: (name: string) => Document,
    writer: () => Writer,
  ) {
    this.#client = client
    this.#open = open
    this.#writer = writer
  }

  get documents(): Document[] {
    return [...this.#parts.values()].map(({ document }) => document)
  }

  /** The stage says how many documents there are. In a replay it says fewer, too, and then more again. */
  handleDocumentCount(count: number): void {
    for (let index = Math.min(this.#oldest, count - 1); index < count; index++) {
      if (index >= 0 && !this.#parts.has(index)) this.#load(index)
    }
  }

  /** Loads the next older document; does nothing while one is loading or where there is none. */
  loadOlder(): void {
    const { hasOlder, loadingOlder } = this.state.getSnapshot()
    if (hasOlder && !loadingOlder) this.#load(this.#oldest - 1)
  }

  /** Sends to everyone. Shown at once; offline it waits and is sent once. Returns the message's id. */
  send(text: string, replyTo: string | null = null): string {
    const id = uuidv4()
    this.#underWayNumber += 1
    this.#setUnderWay({
      ...this.#writer(),
      id,
      n: Number.MAX_SAFE_INTEGER / 2 + this.#underWayNumber,
      text,
      at: this.#client.logNow(),
      replyTo,
      editedAt: null,
      deleted: 'no',
      reactions: {},
      send: 'sending',
      error: null,
    })
    void this.#transmit(id)
    return id
  }

  /** Sends a failed message again. */
  retry(id: string): void {
    const line = this.#underWay.get(id)
    if (line?.send !== 'failed') return
    this.#setUnderWay({ ...line, send: 'sending', error: null })
    void this.#transmit(id)
  }

  /** Takes a failed message away. */
  discard(id: string): void {
    if (this.#underWay.get(id)?.send !== 'failed') return
    this.#underWay.delete(id)
    this.#publish()
  }

  edit(id: string, text: string): Promise<null> {
    return this.#client.request(COMMANDS.editChat, { id, text })
  }

  delete(id: string): Promise<null> {
    return this.#client.request(COMMANDS.deleteChat, { id })
  }

  react(id: string, kind: ReactionKind, on: boolean): Promise<null> {
    return this.#client.request(COMMANDS.reactToChat, { id, kind, on })
  }

  close(): void {
    for (const { document, stop } of this.#parts.values()) {
      stop()
      document.close()
    }
  }

  async #transmit(id: string): Promise<void> {
    const { text, replyTo } = this.#underWay.get(id)!
    try {
      const { message } = await this.#client.request(COMMANDS.sendChat, { id, text, replyTo }, { keep: true })
      // The document may bring it a moment later; until then the line stays where it will be.
      if (this.#underWay.has(id)) this.#setUnderWay({ ...message, id, send: 'sent', error: null })
    } catch (error) {
      const line = this.#underWay.get(id)
      const { code, message } = error as LecternError
      if (line) this.#setUnderWay({ ...line, send: 'failed', error: { code, message } })
    }
  }

  #setUnderWay(line: ChatLine): void {
    this.#underWay.set(line.id, line)
    this.#publish()
  }

  get #oldest(): number {
    return Math.min(...this.#parts.keys())
  }

  #load(index: number): void {
    const document = this.#open(chatDocument(index))
    const part: Part<Document> = { document, lines: [], stop: () => undefined }
    this.#parts.set(index, part)
    const stops = [
      this.#watch(part),
      document.on('replaced', () => {
        stops[0]!()
        stops[0] = this.#watch(part)
      }),
      document.state.subscribe(() => this.#publish()),
    ]
    part.stop = () => {
      for (const stop of stops) stop()
    }
    this.#publish()
  }

  #watch(part: Part<Document>): () => void {
    const messages = part.document.doc.getMap(CHAT_MESSAGES) as Y.Map<ChatMessage>
    const read = () => {
      part.lines = [...messages.entries()].map(([id, message]) => this.#lineOf(id, message)).sort((a, b) => a.n - b.n)
      for (const { id } of part.lines) this.#underWay.delete(id)
      this.#publish()
    }
    messages.observe(read)
    read()
    return () => messages.unobserve(read)
  }

  #lineOf(id: string, message: ChatMessage): ChatLine {
    const line = this.#lines.get(message) ?? { ...message, id, send: 'sent', error: null }
    this.#lines.set(message, line)
    return line
  }

  #publish(): void {
    const parts = [...this.#parts].sort(([a], [b]) => a - b)
    const [oldest, first] = parts[0] ?? []
    const loaded = parts.flatMap(([, part]) => part.lines)
    const newest = parts.at(-1)?.[1]
    const hasOlder = oldest !== undefined && oldest > 0
    const loadingOlder = first !== undefined && first !== newest && isLoading(first)
    this.state.set({
      lines: [...loaded, ...this.#underWay.values()],
      ready: newest !== undefined && !isLoading(newest),
      hasOlder,
      loadingOlder,
    })
    if (hasOlder && first === newest && !isLoading(first!) && loaded.length < ENOUGH_AT_FIRST) this.loadOlder()
  }
}

const isLoading = ({ document }: Part<OpenDocument>) => document.state.getSnapshot().phase === 'loading'
