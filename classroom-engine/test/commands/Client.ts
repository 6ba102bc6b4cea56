import {
  type Ack,
  COMMANDS,
  type CommandName,
  type ReplyOf,
  type ServerEvents,
  type WireError,
} from '@lectern/protocol'
import { io, type Socket } from 'socket.io-client'
import type * as Y from 'yjs'
import { StockClient } from '../support/StockClient.ts'

export type Reply<Name extends CommandName> = ReplyOf<(typeof COMMANDS)[Name]>

/** A person with a real socket for commands, and documents by the stock y-websocket provider. */
export class Client {
  readonly userId: string
  readonly socket: Socket
  readonly #url: string
  readonly #room: string
  readonly #token: string
  readonly #told: [event: string, payload: unknown][] = []
  readonly #watchers = new Set<() => void>()
  readonly #documents = new Map<string, StockClient>()

  constructor(url: string, { room, userId, token }: { room: string; userId: string; token: string }) {
    this.userId = userId
    this.#url = url
    this.#room = room
    this.#token = token
    this.socket = io(url, { auth: { token }, transports: ['websocket'], reconnection: false, forceNew: true })
    this.socket.onAny((event: string, payload: unknown) => this.#note(event, payload))
    this.socket.on('disconnect', () => this.#note('disconnect', undefined))
    this.socket.on('connect_error', (error) => this.#note('refused', (error as Error & { data?: WireError }).data))
  }

  /** Answers when the connection stands; throws the engine's refusal. */
  async connected(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.socket.once('connect', resolve)
      this.socket.once('connect_error', (error) => reject((error as Error & { data?: WireError }).data ?? error))
    })
    return this
  }

  /** Sends anything as a command's payload; the ack as it comes. */
  ask<Name extends CommandName>(name: Name, input: unknown): Promise<Ack<Reply<Name>>> {
    return this.socket.timeout(10_000).emitWithAck(COMMANDS[name].name, input)
  }

  /** Sends a command that is to succeed. */
  async do<Name extends CommandName>(name: Name, input: unknown): Promise<Reply<Name>> {
    const ack = await this.ask(name, input)
    if (!ack.ok) throw new Error(`${name}: ${ack.error.code} ${ack.error.message}`)
    return ack.value
  }

  /** The first such event, also one that came before. */
  async told<Event extends keyof ServerEvents>(
    event: Event,
    fits: (payload: ServerEvents[Event]) => boolean = () => true,
  ): Promise<ServerEvents[Event]> {
    return (await this.#first(event, (payload) => fits(payload as ServerEvents[Event]))) as ServerEvents[Event]
  }

  /** All such events that came. */
  heard<Event extends keyof ServerEvents>(event: Event): ServerEvents[Event][] {
    return this.#told.filter(([name]) => name === event).map(([, payload]) => payload as ServerEvents[Event])
  }

  /** Answers when the engine has closed the socket. */
  async closed(): Promise<void> {
    if (this.socket.connected) await this.#first('disconnect', () => true)
  }

  /** Answers when what `read` gives of the room's document fits. */
  async sees<T>(document: string, read: (doc: Y.Doc) => T, fits: (value: T) => boolean): Promise<T> {
    const client = this.#documents.get(document) ?? this.#open(document)
    await client.synced()
    await client.until(() => fits(read(client.doc)))
    return read(client.doc)
  }

  close(): void {
    this.socket.disconnect()
    for (const document of this.#documents.values()) document.close()
  }

  #open(document: string): StockClient {
    const client = new StockClient(`${this.#url.replace('http', 'ws')}/sync/${this.#room}`, document, this.#token)
    this.#documents.set(document, client)
    return client
  }

  #note(event: string, payload: unknown): void {
    this.#told.push([event, payload])
    for (const watcher of [...this.#watchers]) watcher()
  }

  #first(event: string, fits: (payload: unknown) => boolean): Promise<unknown> {
    return new Promise((resolve) => {
      const watcher = () => {
        const found = this.#told.find(([name, payload]) => name === event && fits(payload))
        if (!found) return
        this.#watchers.delete(watcher)
        resolve(found[1])
      }
      this.#watchers.add(watcher)
      watcher()
    })
  }
}
