import {
  type Ack,
  COMMANDS,
  ERRORS,
  type ErrorCode,
  type InputOf,
  type JoinReply,
  LecternError,
  type MediaEvents,
  PROTOCOL_VERSION,
  type ReplyOf,
  type Request,
  type ServerEvents,
  toWireError,
  type WireError,
} from '@lectern/protocol'
import type { Signalling } from '../media/Signalling.ts'
import { backoff, reconnectDelay } from './backoff.ts'
import { type ClientSocket, type Credentials, openSocket } from './ClientSocket.ts'
import type { ClientState } from './connection.ts'
import { Emitter } from './Emitter.ts'
import { isRepeatable } from './isRepeatable.ts'
import { State } from './State.ts'
import { tokenClaims } from './tokenClaims.ts'

export interface ClientOptions {
  /** Address of the engine, e.g. `https://classroom.example`. */
  engineUrl: string
  token: string
  /** Gives a new join token when the one at hand has expired. Without it, an expired token closes the class. */
  refreshToken?: () => Promise<string>
  /** For tests. */
  openSocket?: (engineUrl: string, credentials: Credentials) => ClientSocket
  /** For tests: 0 to 1. */
  random?: () => number
}

/** A reply to `class:join` that let us in. */
export type Joined = Extract<JoinReply, { state: 'joined' }>

export interface RequestOptions {
  /**
   * Waits for the connection, however long that takes, instead of failing with NOT_CONNECTED, and tries again where the error says
   * so. Only for requests with a client-made id, which are done once, and for what sets a state.
   */
  keep?: boolean
}

/** Everything one can listen to: events of the engine, and two of the client's own. */
export type ClientEvents = ServerEvents &
  MediaEvents & {
    /** After each successful join, the first and those after a lost connection. */
    joined: Joined
    /** A new join token is in use. */
    token: string
  }

interface Pending {
  command: Request
  input: unknown
  keep: boolean
  failures: number
  /** Names the sending that is under way, so that a late answer to an older one counts as well but a late failure does not. */
  sending: number
  timer: ReturnType<typeof setTimeout> | undefined
  resolve: (value: never) => void
  reject: (error: LecternError) => void
}

const ANSWER_MS = 10_000
/** How long a request that may be repeated waits for the connection to come back. */
const COME_BACK_MS = 15_000
const MAX_FAILURES = 5
const RENEW_AGAIN_MS = 15_000
const LEAVE_MS = 1000
/** Longest timer that setTimeout keeps. */
const MAX_TIMER_MS = 2 ** 31 - 1

/**
 * The connection for commands and events of one class: joins, waits in the lobby, comes back after a loss, renews its token.
 * Knows no React. `state` is for `useSyncExternalStore`.
 */
export class ClassroomClient implements Signalling {
  readonly state = new State<ClientState>({ phase: 'connecting', nextTryAt: null, closedBecause: null })
  readonly #options: ClientOptions
  readonly #random: () => number
  readonly #socket: ClientSocket
  readonly #events = new Emitter<ClientEvents>()
  readonly #joinedListeners = new Emitter<{ change: boolean }>()
  /** In the order of calling; those that wait for the connection and those that wait for an answer. */
  readonly #pending = new Set<Pending>()
  #token: string
  #refreshing: Promise<string> | undefined
  #tokenRefused = false
  /** Tokens refused since the last successful join: a second one in a row would only be refused again. */
  #refusals = 0
  #me: Joined | null = null
  #started = false
  #joined = false
  #attempt = 0
  #retryTimer: ReturnType<typeof setTimeout> | undefined
  #renewTimer: ReturnType<typeof setTimeout> | undefined
  /** Log time minus this browser's clock, ms. */
  #clockOffset = 0

  constructor(options: ClientOptions) {
    this.#options = options
    this.#token = options.token
    this.#random = options.random ?? Math.random
    const open = options.openSocket ?? openSocket
    this.#socket = open(options.engineUrl, () => ({ token: this.#token, protocol: PROTOCOL_VERSION }))
    this.#socket.on('connect', () => {
      if (this.#started) void this.#join()
    })
    this.#socket.on('disconnect', () => this.#handleDisconnect())
    this.#socket.on('connect_error', (error) => this.#handleConnectError(error))
    this.#socket.onAny((event, payload) => this.#handleEvent(event, payload))
  }

  /** The join token in use. */
  get token(): string {
    return this.#token
  }

  get joined(): boolean {
    return this.#joined
  }

  /** What the last successful join said; null before the first. */
  get me(): Joined | null {
    return this.#me
  }

  /** Epoch ms on the log's clock, on which the class's times are. Before the first join: this browser's clock. */
  logNow(): number {
    return Date.now() + this.#clockOffset
  }

  /** Opens the connection before one comes in, so that `start` finds it. What fails meanwhile is left to `start`. */
  prepare(): void {
    this.#socket.connect()
  }

  start(): void {
    this.#started = true
    if (this.#socket.connected) void this.#join()
    else this.#connect()
  }

  /** Says goodbye, so that others see it at once, and closes. Safe to call at any time. */
  async leave(): Promise<void> {
    if (this.#joined) {
      const gone = this.#send(COMMANDS.leaveClass, undefined, LEAVE_MS).catch(() => null)
      await gone
    }
    this.close()
  }

  /** Ends the connection for good. `because`: what the person is told. */
  close(because: WireError | null = null): void {
    if (this.#closed) return
    clearTimeout(this.#retryTimer)
    clearTimeout(this.#renewTimer)
    this.state.set({ phase: 'closed', nextTryAt: null, closedBecause: because })
    this.#setJoined(false)
    for (const pending of [...this.#pending]) this.#fail(pending, new LecternError('NOT_CONNECTED'))
    this.#socket.disconnect()
  }

  /** Tries at once, without waiting for the planned moment. */
  retryNow(): void {
    if (this.state.getSnapshot().nextTryAt !== null) this.#connect()
  }

  /** The network is gone: the socket by itself would notice only after three quarters of a minute. */
  handleNetworkLost(): void {
    if (this.#socket.connected) this.#socket.disconnect()
  }

  /** The network is back, or this page wakes up: tries at once. An attempt that began without network may hang, so it is given up. */
  handleNetworkBack(): void {
    const { phase } = this.state.getSnapshot()
    if (phase === 'closed' || this.#socket.connected) return
    this.#attempt = 0
    this.#socket.disconnect()
    this.#connect()
  }

  on<Name extends keyof ClientEvents>(name: Name, listener: (payload: ClientEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  onJoined(listener: (joined: boolean) => void): () => void {
    return this.#joinedListeners.on('change', listener)
  }

  /**
   * Sends a command; resolves with the ack's value, once what it changed is durable. Rejects with a `LecternError`: that of the
   * engine, or NOT_CONNECTED. A command that may be repeated survives a short loss of the connection.
   */
  request<R extends Request>(
    command: R,
    input: InputOf<R>,
    { keep = false }: RequestOptions = {},
  ): Promise<ReplyOf<R>> {
    return new Promise((resolve, reject) => {
      const pending: Pending = { command, input, keep, failures: 0, sending: 0, timer: undefined, resolve, reject }
      if (this.#closed || (!this.#joined && !keep)) {
        reject(new LecternError('NOT_CONNECTED'))
        return
      }
      this.#pending.add(pending)
      if (this.#joined) this.#sendPending(pending)
    })
  }

  /** A token that works now: the one at hand, or a new one where it has expired. Rejects where there is none to be had. */
  async freshToken(): Promise<string> {
    const { refreshToken } = this.#options
    if (!this.#tokenRefused && this.#lifetimeLeft() > 0) return this.#token
    if (!refreshToken) throw new LecternError('TOKEN_EXPIRED')
    this.#refreshing ??= refreshToken()
      .then((token) => {
        this.#setToken(token)
        return token
      })
      .finally(() => {
        this.#refreshing = undefined
      })
    return this.#refreshing
  }

  /** A document's socket was refused with this token: get another before the next use. */
  handleTokenRefused(token: string): void {
    if (token === this.#token) this.#tokenRefused = true
  }

  get #closed(): boolean {
    return this.state.getSnapshot().phase === 'closed'
  }

  #connect(): void {
    clearTimeout(this.#retryTimer)
    this.state.patch({ nextTryAt: null })
    this.#socket.connect()
  }

  async #join(): Promise<void> {
    const sentAt = Date.now()
    try {
      const reply = await this.#send(COMMANDS.joinClass, undefined, ANSWER_MS)
      if (this.#closed) return
      this.#attempt = 0
      if (reply.state === 'waiting') this.state.patch({ phase: 'waiting', nextTryAt: null })
      else this.#handleJoined(reply, sentAt)
    } catch (error) {
      this.#handleRefusal(toWireError(error))
    }
  }

  #handleJoined(reply: Joined, sentAt: number): void {
    this.#clockOffset = Math.round(reply.now - (sentAt + Date.now()) / 2)
    this.#me = reply
    this.#refusals = 0
    this.#setToken(reply.token)
    this.state.set({ phase: 'joined', nextTryAt: null, closedBecause: null })
    this.#events.emit('joined', reply)
    // Taken before anybody is told: what a listener asks at once is sent at once, and must not be sent twice.
    const kept = [...this.#pending]
    this.#setJoined(true)
    for (const pending of kept) this.#sendPending(pending)
  }

  #handleDisconnect(): void {
    this.#setJoined(false)
    if (this.#closed || !this.#started) return
    for (const pending of [...this.#pending]) this.#handleLost(pending)
    this.#retryLater()
  }

  #handleConnectError(error: Error & { data?: unknown }): void {
    if (this.#closed || !this.#started) return
    const wire = readWireError(error.data)
    if (wire) this.#handleRefusal(wire)
    else this.#retryLater()
  }

  /** The engine said no to the connection or to joining. */
  #handleRefusal(error: WireError): void {
    if (this.#closed) return
    if (isTokenError(error.code) && this.#options.refreshToken && this.#refusals === 0) {
      this.#refusals += 1
      this.#tokenRefused = true
      void this.freshToken().then(
        () => this.#retryLater(0),
        () => this.close(error),
      )
      return
    }
    if (ERRORS[error.code].retry === 'never') this.close(error)
    else this.#retryLater(error.retryAfterMs)
  }

  #handleEvent(event: string, payload: unknown): void {
    if (!this.#started) return
    if (event === 'lobby:admitted') void this.#join()
    if (event === 'class:closed') this.#handleClosed(payload as ServerEvents['class:closed'])
    this.#events.emit(event as keyof ClientEvents, payload as never)
  }

  #handleClosed({ code, message }: ServerEvents['class:closed']): void {
    this.#handleRefusal({ code, message })
  }

  #retryLater(delay = reconnectDelay(this.#attempt, this.#random)): void {
    // A refusal and the loss of the socket that follows it are one failure.
    if (this.state.getSnapshot().nextTryAt !== null) return
    this.#attempt += 1
    const phase = this.state.getSnapshot().phase === 'connecting' && this.#me === null ? 'connecting' : 'reconnecting'
    this.state.patch({ phase, nextTryAt: Date.now() + delay })
    this.#retryTimer = setTimeout(() => this.#connect(), delay)
    if (this.#socket.connected) this.#socket.disconnect()
  }

  #setJoined(joined: boolean): void {
    if (joined === this.#joined) return
    this.#joined = joined
    this.#joinedListeners.emit('change', joined)
  }

  #setToken(token: string): void {
    this.#token = token
    this.#tokenRefused = false
    this.#renewAfter(this.#lifetimeLeft() / 2)
    this.#events.emit('token', token)
  }

  #renewAfter(ms: number): void {
    clearTimeout(this.#renewTimer)
    if (this.#closed) return
    this.#renewTimer = setTimeout(() => void this.#renew(), Math.min(Math.max(ms, 1000), MAX_TIMER_MS))
  }

  async #renew(): Promise<void> {
    try {
      const { token } = await this.request(COMMANDS.renewToken, undefined)
      this.#setToken(token)
    } catch {
      // Offline, or the engine is busy: the token at hand still has half of its life.
      this.#renewAfter(RENEW_AGAIN_MS)
    }
  }

  #lifetimeLeft(): number {
    return tokenClaims(this.#token).exp * 1000 - this.logNow()
  }

  /** What is kept goes out one by one: a later one would overtake one that has to be tried again. */
  #firstKept({ command }: Pending): Pending | undefined {
    return [...this.#pending].find((each) => each.keep && each.command.name === command.name)
  }

  #sendPending(pending: Pending): void {
    if (pending.keep && this.#firstKept(pending) !== pending) return
    const sending = ++pending.sending
    clearTimeout(pending.timer)
    pending.timer = setTimeout(() => this.#handleFailure(pending, new LecternError('NOT_CONNECTED')), ANSWER_MS)
    this.#socket.emit(pending.command.name, pending.input ?? {}, (ack: Ack<unknown>) => {
      if (!this.#pending.has(pending)) return
      if (ack.ok) this.#answer(pending, ack.value)
      else if (pending.sending === sending) this.#handleFailure(pending, errorOf(ack.error))
    })
  }

  #settle(pending: Pending): void {
    this.#pending.delete(pending)
    clearTimeout(pending.timer)
    const next = pending.keep && this.#joined && this.#firstKept(pending)
    if (next) this.#sendPending(next)
  }

  #answer(pending: Pending, value: unknown): void {
    this.#settle(pending)
    pending.resolve(value as never)
  }

  #fail(pending: Pending, error: LecternError): void {
    this.#settle(pending)
    pending.reject(error)
  }

  /** The answer is an error, or did not come in time. */
  #handleFailure(pending: Pending, error: LecternError): void {
    clearTimeout(pending.timer)
    if (!this.#joined) return
    pending.failures += 1
    const again =
      error.code === 'NOT_CONNECTED'
        ? isRepeatable(pending.command)
        : pending.keep && ERRORS[error.code].retry !== 'never'
    if (!again || pending.failures >= MAX_FAILURES) {
      this.#fail(pending, error)
      return
    }
    const delay = error.retryAfterMs ?? backoff(pending.failures, this.#random)
    pending.timer = setTimeout(() => {
      if (this.#joined) this.#sendPending(pending)
    }, delay)
  }

  /** The connection is lost while a request waits. */
  #handleLost(pending: Pending): void {
    clearTimeout(pending.timer)
    pending.sending += 1
    if (pending.keep) return
    if (!isRepeatable(pending.command)) {
      this.#fail(pending, new LecternError('NOT_CONNECTED'))
      return
    }
    pending.timer = setTimeout(() => this.#fail(pending, new LecternError('NOT_CONNECTED')), COME_BACK_MS)
  }

  /** One sending and its answer. Rejects with NOT_CONNECTED when none comes in time. */
  #send<R extends Request>(command: R, input: InputOf<R>, timeoutMs: number): Promise<ReplyOf<R>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new LecternError('NOT_CONNECTED')), timeoutMs)
      this.#socket.emit(command.name, input ?? {}, (ack: Ack<ReplyOf<R>>) => {
        clearTimeout(timer)
        if (ack.ok) resolve(ack.value)
        else reject(errorOf(ack.error))
      })
    })
  }
}

const isTokenError = (code: ErrorCode) => code === 'TOKEN_EXPIRED' || code === 'BAD_TOKEN'

function errorOf({ code, message, field, retryAfterMs }: WireError): LecternError {
  // A newer engine may know codes that this page does not.
  return new LecternError(code in ERRORS ? code : 'INTERNAL', message, { field, retryAfterMs })
}

function readWireError(data: unknown): WireError | null {
  if (typeof data !== 'object' || data === null || !('code' in data) || !('message' in data)) return null
  const { code, message } = data
  if (typeof code !== 'string' || typeof message !== 'string') return null
  return toWireError(errorOf(data as WireError))
}
