import {
  type DocumentName,
  ERRORS,
  type ErrorCode,
  errorOfCloseCode,
  LecternError,
  MESSAGE_AUTH,
  MESSAGE_SYNC,
} from '@lectern/protocol'
import * as decoding from 'lib0/decoding'
import { Awareness } from 'y-protocols/awareness'
import { messageYjsSyncStep1 } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { EchoTracker } from './EchoTracker.ts'
import { Emitter } from './Emitter.ts'
import { State } from './State.ts'

/**
 * `loading`: nothing has come yet. `ready`: connected and in step. `offline`: shows what was known last, local edits are kept and
 * sent on return. `reloading`: an edit was refused, the server's state is being loaded again; no edits meanwhile. `closed`: for good.
 */
export type DocumentPhase = 'loading' | 'ready' | 'offline' | 'reloading' | 'closed'

export interface DocumentState {
  phase: DocumentPhase
  /** Grows when `doc` became another object (after a refused edit): bind again. */
  generation: number
  /** Local edits that the server has not confirmed as durable. */
  unsaved: number
  /** One of them has been waiting for longer than saving ever takes while all is well. */
  late: boolean
  closedBecause: ErrorCode | null
}

export interface DocumentEvents {
  /** `doc` and `awareness` are other objects now; `from` is the document that was shown until now. */
  replaced: { from: Y.Doc }
  /** The server refused an edit; it and all later unconfirmed edits are being taken back. */
  refused: { code: ErrorCode; lost: number }
}

/** Where tokens come from; `ClassroomClient` is one. */
export interface TokenSource {
  readonly token: string
  freshToken(): Promise<string>
  handleTokenRefused(token: string): void
  on(name: 'token', listener: (token: string) => void): () => void
}

export interface DocumentOptions {
  /** Address of the engine, http or ws. */
  engineUrl: string
  room: string
  name: DocumentName
  tokens: TokenSource
}

/** One document with its connection. A refused edit replaces all of it. */
interface Link {
  doc: Y.Doc
  awareness: Awareness
  provider: WebsocketProvider
  tracker: EchoTracker
}

/** Refusals of an edit: the server will never take it, so the local state must go back to the server's. */
const ROLL_BACK: readonly ErrorCode[] = ['NOT_ALLOWED', 'BAD_UPDATE', 'TOO_LARGE']
const TOKEN_ERRORS: readonly ErrorCode[] = ['BAD_TOKEN', 'TOKEN_EXPIRED']
/** More reloads than these in a row, and the document is given up: something here writes what the server cannot take. */
const MAX_RELOADS = 3
const CALM_MS = 30_000
/**
 * Chrome holds back a page's WebSockets for seconds once dozens have failed. So documents try seldom by themselves; they are told
 * when the connection for commands, or the network, is back.
 */
const LONGEST_BACKOFF_MS = 10_000
/** An edit that waits this long for its echo is said not to be saved yet. */
const LATE_MS = 3000
/** RESYNC this often in a row means that the local state itself does not fit any more. */
const MAX_RESYNCS = 3

/**
 * One document of a room over the y-websocket protocol: knows which local edits are durable (the echo is the acknowledgement), which
 * close codes are for good, and how to get back to the server's state after a refused edit. Knows no React.
 */
export class SyncedDocument {
  readonly name: DocumentName
  readonly state = new State<DocumentState>({
    phase: 'loading',
    generation: 0,
    unsaved: 0,
    late: false,
    closedBecause: null,
  })
  readonly #options: DocumentOptions
  readonly #events = new Emitter<DocumentEvents>()
  readonly #stopTokens: () => void
  /** What is shown. */
  #link: Link
  /** The same document loaded anew, until it is in step and takes over. */
  #next: Link | undefined
  #readOnly = false
  #reloads = 0
  #resyncs = 0
  #calmTimer: ReturnType<typeof setTimeout> | undefined
  #lateTimer: ReturnType<typeof setTimeout> | undefined

  constructor(options: DocumentOptions) {
    this.#options = options
    this.name = options.name
    this.#link = this.#open()
    this.#stopTokens = options.tokens.on('token', (token) => {
      for (const link of this.#links()) link.provider.params = { token }
    })
  }

  get doc(): Y.Doc {
    return this.#link.doc
  }

  get awareness(): Awareness {
    return this.#link.awareness
  }

  /** Whether edits are possible now. */
  get writable(): boolean {
    const { phase } = this.state.getSnapshot()
    return !this.#readOnly && (phase === 'ready' || phase === 'offline')
  }

  on<Name extends keyof DocumentEvents>(name: Name, listener: (payload: DocumentEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  /** Follows the right of the moment (`mayWrite`). The server checks again. */
  setReadOnly(readOnly: boolean): void {
    this.#readOnly = readOnly
  }

  /** Changes the document in one transaction. Throws NOT_ALLOWED where it is not `writable`. */
  edit(origin: unknown, change: (doc: Y.Doc) => void): void {
    if (!this.writable) throw new LecternError('NOT_ALLOWED')
    this.doc.transact(() => change(this.doc), origin)
  }

  /** Connects at once instead of at the planned moment. */
  connectNow(): void {
    if (this.state.getSnapshot().phase === 'closed') return
    for (const { provider } of this.#links()) provider.connect()
  }

  /** The network is gone: the socket would notice only after half a minute. */
  handleNetworkLost(): void {
    if (this.state.getSnapshot().phase === 'closed') return
    for (const { provider } of this.#links()) connectAnew(provider)
  }

  /** The network is back: tries at once. An attempt that began without network may hang, so it is given up. */
  handleNetworkBack(): void {
    if (this.state.getSnapshot().phase === 'closed') return
    for (const { provider } of this.#links()) if (!provider.wsconnected) connectAnew(provider)
  }

  /** Ends the connection. The document stays readable. */
  close(): void {
    this.#closeBecause(null)
  }

  #links(): Link[] {
    return this.#next ? [this.#link, this.#next] : [this.#link]
  }

  #open(): Link {
    const { engineUrl, room, name, tokens } = this.#options
    const doc = new Y.Doc()
    const awareness = new Awareness(doc)
    // Nobody is shown by merely being connected; who has something to show sets a state.
    awareness.setLocalState(null)
    const provider = new WebsocketProvider(`${engineUrl.replace(/^http/, 'ws')}/sync/${room}`, name, doc, {
      awareness,
      connect: false,
      disableBc: true,
      maxBackoffTime: LONGEST_BACKOFF_MS,
      params: { token: tokens.token },
    })
    tellOnlyOwnPresence(provider)
    const link: Link = { doc, awareness, provider, tracker: new EchoTracker(doc.clientID) }
    this.#listen(link)
    // The listeners must be there before the first event, and a constructor that emits would come too early.
    queueMicrotask(() => {
      if (this.#links().includes(link) && this.state.getSnapshot().phase !== 'closed') provider.connect()
    })
    return link
  }

  #listen(link: Link): void {
    const { doc, provider, tracker } = link
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === provider) return
      tracker.handleLocalUpdate(update)
      this.#countUnsaved()
    })
    this.#hearServer(link)
    provider.on('sync', (synced: boolean) => {
      if (synced) this.#handleSynced(link)
    })
    provider.on('status', ({ status }) => {
      if (status === 'disconnected') this.#handleDisconnected(link)
    })
    provider.on('connection-close', (event) => {
      if (event) this.#handleClose(link, errorOfCloseCode(event.code))
    })
    provider.on('closed', ({ code }) => this.#handleRefused(link, errorOfCloseCode(code) ?? 'INTERNAL'))
  }

  /**
   * The tracker must see the very bytes: an edit of one's own that comes back changes nothing, so Yjs tells of no update.
   */
  #hearServer(link: Link): void {
    const { provider, tracker } = link
    const apply = provider.messageHandlers[MESSAGE_SYNC]!
    provider.messageHandlers[MESSAGE_SYNC] = (encoder, decoder, ...rest) => {
      const copy = decoding.clone(decoder)
      if (decoding.readVarUint(copy) === messageYjsSyncStep1) {
        tracker.handleServerStateVector(decoding.readVarUint8Array(copy))
      } else {
        tracker.handleServerUpdate(decoding.readVarUint8Array(copy))
      }
      apply(encoder, decoder, ...rest)
      this.#countUnsaved()
    }
    provider.messageHandlers[MESSAGE_AUTH] = () => this.#handleRefused(link, 'NOT_ALLOWED')
  }

  #countUnsaved(): void {
    clearTimeout(this.#lateTimer)
    const { unsaved, waitingSince } = this.#link.tracker
    const left = waitingSince === undefined ? undefined : waitingSince + LATE_MS - Date.now()
    this.state.patch({ unsaved, late: left !== undefined && left <= 0 })
    const { phase } = this.state.getSnapshot()
    if (left !== undefined && left > 0 && phase !== 'closed') {
      this.#lateTimer = setTimeout(() => this.#countUnsaved(), left)
    }
  }

  #handleSynced(link: Link): void {
    this.#resyncs = 0
    if (link === this.#next) this.#replace(link)
    else if (link === this.#link && !this.#next) this.state.patch({ phase: 'ready' })
  }

  #replace(link: Link): void {
    const from = this.#link.doc
    this.#link.awareness.destroy()
    this.#link = link
    this.#next = undefined
    const { generation } = this.state.getSnapshot()
    this.state.patch({ phase: 'ready', generation: generation + 1 })
    this.#countUnsaved()
    this.#events.emit('replaced', { from })
    this.#calmTimer = setTimeout(() => {
      this.#reloads = 0
    }, CALM_MS)
  }

  #handleDisconnected(link: Link): void {
    if (link === this.#link && this.state.getSnapshot().phase === 'ready') this.state.patch({ phase: 'offline' })
  }

  /** Any close with a code, also those after which the provider comes back by itself. */
  #handleClose(link: Link, code: ErrorCode | undefined): void {
    if (code !== 'RESYNC' || link !== this.#link) return
    this.#resyncs += 1
    if (this.#resyncs >= MAX_RESYNCS) this.#reload(code)
  }

  /** The provider gave up, because the close code is for good. */
  #handleRefused(link: Link, code: ErrorCode): void {
    if (!this.#links().includes(link)) return
    if (TOKEN_ERRORS.includes(code)) void this.#renewToken(link, code)
    else if (ROLL_BACK.includes(code)) this.#reload(code)
    else if (ERRORS[code].retry === 'never') this.#closeBecause(code)
    else link.provider.connect()
  }

  async #renewToken({ provider }: Link, code: ErrorCode): Promise<void> {
    const { tokens } = this.#options
    const used = provider.params.token ?? ''
    if (used === tokens.token) tokens.handleTokenRefused(used)
    try {
      provider.params = { token: await tokens.freshToken() }
      if (this.state.getSnapshot().phase !== 'closed') provider.connect()
    } catch {
      this.#closeBecause(code)
    }
  }

  #reload(code: ErrorCode): void {
    clearTimeout(this.#calmTimer)
    this.#reloads += 1
    if (this.#reloads > MAX_RELOADS) {
      this.#closeBecause(code)
      return
    }
    const lost = this.#link.tracker.unsaved
    this.#link.provider.destroy()
    this.#next?.provider.destroy()
    this.#next?.awareness.destroy()
    this.state.patch({ phase: 'reloading' })
    this.#next = this.#open()
    this.#events.emit('refused', { code, lost })
  }

  #closeBecause(code: ErrorCode | null): void {
    if (this.state.getSnapshot().phase === 'closed') return
    clearTimeout(this.#calmTimer)
    clearTimeout(this.#lateTimer)
    this.#stopTokens()
    for (const { provider, awareness } of this.#links()) {
      provider.destroy()
      awareness.destroy()
    }
    this.#next = undefined
    this.state.patch({ phase: 'closed', closedBecause: code })
  }
}

function connectAnew(provider: WebsocketProvider): void {
  // The first attempts may still be too early: the pauses between them begin with the shortest again.
  provider.wsUnsuccessfulReconnects = 0
  provider.disconnect()
  provider.connect()
}

/** The provider sends back to the server what the server just told of others: with many cursors that is most of its traffic. */
function tellOnlyOwnPresence(provider: WebsocketProvider): void {
  const { awareness } = provider
  const tell = provider._awarenessUpdateHandler
  awareness.off('update', tell)
  awareness.on('update', (changes: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown) => {
    const own = Object.values(changes).flat().includes(awareness.clientID)
    if (own) tell({ added: [], updated: [awareness.clientID], removed: [] }, origin)
  })
}
