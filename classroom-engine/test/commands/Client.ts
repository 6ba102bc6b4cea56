import {
  type Ack,
  COMMANDS,
  type CommandName,
  type JoinClaims,
  type ReplyOf,
  type ServerEvents,
  type WireError,
} from '@lectern/protocol'
import { SignJWT } from 'jose'
import { io, type Socket } from 'socket.io-client'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

export type Reply<Name extends CommandName> = ReplyOf<(typeof COMMANDS)[Name]>

/** A join token, signed as anybody who holds the secret may. */
export function joinToken(secret: string, claims: Partial<JoinClaims> & Pick<JoinClaims, 'room' | 'sub'>) {
  const all = { name: `Name of ${claims.sub}`, role: 'student', ...claims }
  const inAnHour = Math.floor(Date.now() / 1000) + 3600
  const token = new SignJWT({ exp: inAnHour, ...all }).setProtectedHeader({ alg: 'HS256' })
  return token.sign(new TextEncoder().encode(secret))
}

/** A person with a real socket for commands, and documents by the stock y-websocket provider. */
export class Client {
  readonly userId: string
  readonly socket: Socket
  readonly #url: string
  readonly #room: string
  readonly #token: string
  readonly #told: [event: string, payload: unknown][] = []
  readonly #watchers = new Set<() => void>()
  readonly #providers = new Map<string, WebsocketProvider>()

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

  /** The room's document, as the stock provider syncs it. */
  document(name: string): Y.Doc {
    const open = this.#providers.get(name)
    if (open) return open.doc
    const provider = new WebsocketProvider(`${this.#url.replace('http', 'ws')}/sync/${this.#room}`, name, new Y.Doc(), {
      params: { token: this.#token },
      WebSocketPolyfill: WebSocket as never,
      disableBc: true,
    })
    this.#providers.set(name, provider)
    return provider.doc
  }

  /** Answers when what `read` gives of the document fits; the document's updates are what it waits for. */
  async sees<T>(document: string, read: (doc: Y.Doc) => T, fits: (value: T) => boolean): Promise<T> {
    const doc = this.document(document)
    const provider = this.#providers.get(document)!
    if (!provider.synced) await new Promise((resolve) => provider.once('sync', resolve))
    for (;;) {
      const value = read(doc)
      if (fits(value)) return value
      await new Promise((resolve) => doc.once('update', resolve))
    }
  }

  close(): void {
    this.socket.disconnect()
    for (const provider of this.#providers.values()) provider.destroy()
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
