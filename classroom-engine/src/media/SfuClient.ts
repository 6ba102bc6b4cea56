import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { LecternError, type WireError } from '@lectern/protocol'
import {
  SFU_RPC_PATH,
  SFU_RPC_VERSION,
  type SfuAnswer,
  type SfuEvent,
  type SfuFrame,
  type SfuHello,
  type SfuMethod,
  type SfuParams,
  type SfuReply,
  type SfuWelcome,
} from '@lectern/protocol/sfuRpc'
import type { Logger } from 'pino'
import { WebSocket } from 'ws'

export interface SfuClientOptions {
  /** Address of the control socket, e.g. `ws://127.0.0.1:4200`. */
  url: string
  secret: string
  /** This engine's lasting name. */
  engineId: string
  log: Logger
}

export interface SfuClientEvents {
  event: [event: SfuEvent]
  /** The SFU has closed all media of this engine that it had. Told when it is there again, before `session`. */
  lost: []
  /** A new session began. */
  session: []
  /** It cannot be reached, and this is more than a moment; or it can again. */
  reachable: [is: boolean]
}

/** Of what counts at the moment of sending, a function: what is sent again is made again. */
type Params<Method extends SfuMethod> = SfuParams<Method> | (() => SfuParams<Method>)

interface Pending {
  text: () => string
  resolve: (value: never) => void
  reject: (error: unknown) => void
  timer: NodeJS.Timeout | undefined
}

/** Longest wait for an answer, ms. */
const ANSWER_MS = 5000
/** Longest wait of a call that is made while the SFU is away, which is a moment where only the socket broke, ms. */
const AWAY_MS = 1500
const RECONNECT_MS = [100, 250, 500]
/** The SFU pings every 5 s. */
const SILENCE_MS = 12_000
const MAX_FRAME = 16 << 20
/** Bytes of a frame besides the parameters, at most; and bytes of a character, at most. */
const FRAME_HEAD = 256
const CHARACTER_BYTES = 3
/** Largest parameters before the SFU has said what it takes, characters. */
const LEAST_PARAMS = 32 * 1024

/** The engine's end of the RPC with the SFU. Connects by itself, again and again; a session outlives its sockets where the SFU kept it. */
export class SfuClient extends EventEmitter<SfuClientEvents> {
  readonly #options: SfuClientOptions
  readonly #pending = new Map<string, Pending>()
  #socket: WebSocket | undefined
  #session: { session: string; lastEvent: number } | null = null
  #up = false
  #reachable = true
  #away: NodeJS.Timeout | undefined
  /** Characters. */
  #maxParams = LEAST_PARAMS
  #attempt = 0
  #retry: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: SfuClientOptions) {
    super()
    this.#options = options
    this.#goneAway()
    this.#connect()
  }

  /**
   * Rejects with what the SFU says, MEDIA_UNAVAILABLE where it is away or does not answer in time, or TOO_LARGE: a frame that the
   * SFU does not take would cost everybody's socket.
   */
  call<Method extends SfuMethod>(method: Method, params: SfuParams<Method>): Promise<SfuReply<Method>> {
    return new Promise((resolve, reject) => {
      if (JSON.stringify(params).length > this.#maxParams) throw new LecternError('TOO_LARGE')
      const id = this.#send(method, params, resolve as (value: never) => void, reject)
      const timer = setTimeout(
        () => this.#fail(id, new LecternError('MEDIA_UNAVAILABLE')),
        this.#up ? ANSWER_MS : AWAY_MS,
      )
      this.#pending.get(id)!.timer = timer
    })
  }

  /** For what must take effect: asked as long as the session lives, after which it has, since nothing is left. */
  insist<Method extends SfuMethod>(method: Method, params: Params<Method>): void {
    if (!this.#session) return
    const failed = (error: unknown) => {
      if (error instanceof LecternError && (error.code === 'NOT_FOUND' || error.code === 'MEDIA_UNAVAILABLE')) return
      this.#options.log.warn({ method, err: error }, 'the SFU refused what must be')
    }
    this.#send(method, params, () => undefined, failed)
  }

  /** Whether it can be reached; a moment without it does not count. */
  get isReachable(): boolean {
    return this.#reachable
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
    clearTimeout(this.#away)
    this.#socket?.close()
    this.#failAll()
  }

  #send(method: SfuMethod, params: unknown, resolve: Pending['resolve'], reject: Pending['reject']): string {
    const id = randomUUID()
    const text = () => JSON.stringify({ id, method, params: typeof params === 'function' ? params() : params })
    this.#pending.set(id, { text, resolve, reject, timer: undefined })
    if (this.#up) this.#socket?.send(text())
    return id
  }

  #goneAway(): void {
    clearTimeout(this.#away)
    this.#away = setTimeout(() => this.#setReachable(false), AWAY_MS)
  }

  #setReachable(is: boolean): void {
    clearTimeout(this.#away)
    if (this.#reachable === is) return
    this.#reachable = is
    this.emit('reachable', is)
  }

  #connect(): void {
    const { url, secret } = this.#options
    const socket = new WebSocket(new URL(SFU_RPC_PATH, url), {
      headers: { authorization: `Bearer ${secret}` },
      handshakeTimeout: ANSWER_MS,
      maxPayload: MAX_FRAME,
    })
    this.#socket = socket
    let silence: NodeJS.Timeout | undefined
    const heard = () => {
      clearTimeout(silence)
      silence = setTimeout(() => socket.terminate(), SILENCE_MS)
    }
    socket.on('open', () => {
      heard()
      const { engineId } = this.#options
      const hello: SfuHello = { version: SFU_RPC_VERSION, engineId, resume: this.#session }
      socket.send(JSON.stringify(hello))
    })
    socket.on('ping', heard)
    socket.on('message', (data) => {
      heard()
      this.#onFrame(JSON.parse(String(data)) as SfuFrame)
    })
    socket.on('error', (error) => this.#options.log.debug({ reason: error.message }, 'the SFU cannot be reached'))
    socket.on('close', (code) => {
      clearTimeout(silence)
      this.#onClose(code)
    })
  }

  #onClose(code: number): void {
    if (this.#up) {
      this.#options.log.warn({ code }, 'the SFU is away: sound and picture wait for it')
      this.#goneAway()
    }
    this.#up = false
    if (this.#closed) return
    const pause = RECONNECT_MS[Math.min(this.#attempt++, RECONNECT_MS.length - 1)]
    this.#retry = setTimeout(() => this.#connect(), pause)
  }

  #onFrame(frame: SfuFrame): void {
    if ('welcome' in frame) this.#onWelcome(frame.welcome)
    else if ('event' in frame) this.#onEvent(frame)
    else this.#onAnswer(frame)
  }

  #onWelcome({ session, resumed, maxBytes }: SfuWelcome): void {
    this.#maxParams = (maxBytes - FRAME_HEAD) / CHARACTER_BYTES
    this.#attempt = 0
    this.#up = true
    this.#setReachable(true)
    this.#options.log.info({ resumed }, 'the SFU is there')
    if (!resumed) {
      const first = this.#session === null
      this.#session = { session, lastEvent: 0 }
      // What was asked of a session that is no more is void; what was asked before the first one is not.
      if (!first) {
        this.#failAll()
        this.emit('lost')
      }
      this.emit('session')
    }
    for (const { text } of this.#pending.values()) this.#socket?.send(text())
  }

  #onEvent(event: SfuEvent): void {
    if (event.seq !== undefined && this.#session) this.#session.lastEvent = event.seq
    this.emit('event', event)
  }

  #onAnswer(answer: SfuAnswer): void {
    const pending = this.#pending.get(answer.id)
    if (!pending) return
    this.#settled(answer.id, pending)
    if (answer.ok) pending.resolve(answer.value as never)
    else pending.reject(errorOf(answer.error))
  }

  #fail(id: string, error: unknown): void {
    const pending = this.#pending.get(id)
    if (!pending) return
    this.#settled(id, pending)
    pending.reject(error)
  }

  #failAll(): void {
    for (const id of [...this.#pending.keys()]) this.#fail(id, new LecternError('MEDIA_UNAVAILABLE'))
  }

  #settled(id: string, { timer }: Pending): void {
    clearTimeout(timer)
    this.#pending.delete(id)
  }
}

const errorOf = ({ code, message, field, retryAfterMs }: WireError) =>
  new LecternError(code, message, { field, retryAfterMs })
