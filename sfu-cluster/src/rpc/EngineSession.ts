import { randomUUID } from 'node:crypto'
import type { SfuAnswer, SfuCall, SfuEventName, SfuEvents } from '@lectern/protocol/sfuRpc'
import type { EventSink } from '../Peer.ts'

/** The socket of an engine, as narrow as a session needs it. */
export interface EngineSocket {
  send(text: string): void
  close(): void
}

/** Events kept for an engine that comes back. */
const KEPT_EVENTS = 4000
/** Answers kept for calls that may come again. */
const KEPT_ANSWERS = 2000

/** Worth nothing once it is old. */
const PASSING: ReadonlySet<SfuEventName> = new Set(['speakers'])

export interface EngineSessionOptions {
  engineId: string
  answer: (call: SfuCall, session: EngineSession) => Promise<SfuAnswer>
  /** How long the session outlives its socket, ms. */
  patienceMs: number
  onEnd: (session: EngineSession) => void
}

/** What is between this node and one engine, over any number of sockets one after the other. */
export class EngineSession implements EventSink {
  readonly id = randomUUID()
  readonly engineId: string
  readonly #options: EngineSessionOptions
  readonly #answers = new Map<string, Promise<SfuAnswer>>()
  /** The last events, oldest first; the last of them has the number `#seq`. */
  #events: string[] = []
  #seq = 0
  #socket: EngineSocket | undefined
  #patience: NodeJS.Timeout | undefined
  #ended = false

  constructor(options: EngineSessionOptions) {
    this.#options = options
    this.engineId = options.engineId
  }

  /** Whether an engine whose last event was `lastEvent` can be told everything since. */
  canResume(lastEvent: number): boolean {
    return !this.#ended && lastEvent <= this.#seq && lastEvent >= this.#seq - this.#events.length
  }

  /** Takes the place of the socket before, and tells what the engine missed after `lastEvent`. */
  attach(socket: EngineSocket, lastEvent: number): void {
    clearTimeout(this.#patience)
    this.#socket?.close()
    this.#socket = socket
    const missed = this.#seq - lastEvent
    if (missed > 0) for (const text of this.#events.slice(-missed)) socket.send(text)
  }

  /** The socket is gone; the engine has some time to come back. */
  detach(socket: EngineSocket): void {
    if (this.#socket !== socket) return
    this.#socket = undefined
    this.#patience = setTimeout(() => this.end(), this.#options.patienceMs)
  }

  /** The engine is not coming back, or starts anew: its media ends. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#patience)
    this.#socket?.close()
    this.#socket = undefined
    this.#options.onEnd(this)
  }

  /** Answers on the socket that is there when the answer is. */
  async call(call: SfuCall): Promise<void> {
    const before = this.#answers.get(call.id)
    const answer = before ?? this.#options.answer(call, this)
    if (!before) this.#keepAnswer(call.id, answer)
    this.#socket?.send(JSON.stringify(await answer))
  }

  emit<Name extends SfuEventName>(event: Name, data: SfuEvents[Name]): void {
    if (this.#ended) return
    if (PASSING.has(event)) {
      this.#socket?.send(JSON.stringify({ event, data }))
      return
    }
    this.#seq++
    const text = JSON.stringify({ event, data, seq: this.#seq })
    this.#events.push(text)
    // In one cut for many, since a cut copies what stays.
    if (this.#events.length > 2 * KEPT_EVENTS) this.#events = this.#events.slice(-KEPT_EVENTS)
    this.#socket?.send(text)
  }

  #keepAnswer(id: string, answer: Promise<SfuAnswer>): void {
    this.#answers.set(id, answer)
    if (this.#answers.size <= KEPT_ANSWERS) return
    const [oldest] = this.#answers.keys()
    if (oldest !== undefined) this.#answers.delete(oldest)
  }
}
