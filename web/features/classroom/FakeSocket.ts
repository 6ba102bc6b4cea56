import type { Ack, WireError } from '@lectern/protocol'
import type { ClientSocket } from './ClientSocket.ts'

type Listener = (...args: never[]) => void

/** A socket.io socket without a network, for tests: the test is the engine. */
export class FakeSocket implements ClientSocket {
  connected = false
  /** How often a connection was asked for. */
  attempts = 0
  /** What was sent and not answered, oldest first. */
  readonly sent: { event: string; payload: unknown; ack: (ack: Ack<unknown>) => void }[] = []
  readonly #listeners = new Map<string, Listener>()
  #any: ((event: string, ...args: unknown[]) => void) | undefined

  connect(): void {
    this.attempts += 1
  }

  disconnect(): void {
    if (this.connected) this.lose()
  }

  emit(event: string, payload: unknown, ack: (ack: Ack<unknown>) => void): void {
    if (this.connected) this.sent.push({ event, payload, ack })
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, listener)
  }

  onAny(listener: (event: string, ...args: unknown[]) => void): void {
    this.#any = listener
  }

  /** The engine takes the connection. */
  accept(): void {
    this.connected = true
    this.#tell('connect')
  }

  /** The engine refuses it; without a reason there is no engine. */
  refuse(data?: WireError): void {
    this.#tell('connect_error', Object.assign(new Error('refused'), { data }))
  }

  lose(): void {
    this.connected = false
    this.sent.length = 0
    this.#tell('disconnect', 'transport close')
  }

  tell(event: string, payload: unknown): void {
    this.#any?.(event, payload)
  }

  /** Answers the oldest request, which must be of this name. */
  answer(event: string, value: unknown): void {
    this.#take(event).ack({ ok: true, value })
  }

  fail(event: string, error: WireError): void {
    this.#take(event).ack({ ok: false, error })
  }

  #take(event: string) {
    const next = this.sent.shift()
    if (next?.event !== event) throw new Error(`expected ${event}, was sent ${next?.event}`)
    return next
  }

  #tell(event: string, ...args: unknown[]): void {
    ;(this.#listeners.get(event) as ((...args: unknown[]) => void) | undefined)?.(...args)
  }
}
