import type { Ack, COMMANDS, InputOf, JoinReply, ReplyOf, Request, WireError } from '@lectern/protocol'
import { io, type Socket } from 'socket.io-client'
import type { EngineEvents } from '../../src/room/Session.ts'

/** A socket.io client of the engine. */
export class CommandClient {
  readonly socket: Socket
  readonly #told: [event: string, payload: unknown][] = []

  constructor(url: string, auth: object, options: object = {}) {
    this.socket = io(url, { auth, transports: ['websocket'], reconnection: false, forceNew: true, ...options })
    this.socket.onAny((event: string, payload: unknown) => this.#told.push([event, payload]))
  }

  connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.socket.connected) resolve()
      this.socket.once('connect', resolve)
      this.socket.once('connect_error', reject)
    })
  }

  /** Answers with why the connection was refused. */
  refused(): Promise<WireError> {
    return new Promise((resolve) => {
      this.socket.once('connect_error', (error) => resolve((error as Error & { data: WireError }).data))
    })
  }

  call(event: string, payload: unknown): Promise<Ack<unknown>> {
    return this.socket.emitWithAck(event, payload) as Promise<Ack<unknown>>
  }

  /** Answers with the reply; throws the error that came instead. */
  async do<R extends Request>({ name }: R, input: InputOf<R>): Promise<ReplyOf<R>> {
    const ack = await this.call(name, input)
    if (ack.ok) return ack.value as ReplyOf<R>
    throw Object.assign(new Error(ack.error.message), ack.error)
  }

  async join(): Promise<JoinReply> {
    const name: (typeof COMMANDS)['joinClass']['name'] = 'class:join'
    const ack = await this.call(name, {})
    if (ack.ok) return ack.value as JoinReply
    throw Object.assign(new Error(ack.error.message), ack.error)
  }

  /** Payload of the first such event, which came or will come. */
  told<Event extends keyof EngineEvents>(event: Event): Promise<EngineEvents[Event]> {
    const past = this.#told.find(([name]) => name === event)
    if (past) return Promise.resolve(past[1] as EngineEvents[Event])
    return new Promise((resolve) => {
      this.socket.once(event as string, resolve)
    })
  }

  closed(): Promise<string> {
    return new Promise((resolve) => {
      if (this.socket.disconnected) resolve('')
      this.socket.once('disconnect', resolve)
    })
  }

  close(): void {
    this.socket.disconnect()
  }
}
