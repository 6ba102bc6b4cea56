import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  SFU_RPC_VERSION,
  type SfuCall,
  type SfuEventName,
  type SfuEvents,
  type SfuFrame,
  type SfuMethod,
  type SfuParams,
  type SfuReply,
} from '@lectern/protocol/sfuRpc'
import { type WebSocket, WebSocketServer } from 'ws'
import { until } from './until.ts'

type Answers = { [Method in SfuMethod]?: (params: SfuParams<Method>) => Promise<SfuReply<Method>> }

const TRANSPORT = { iceParameters: {}, iceCandidates: [], dtlsParameters: {} }

/** An SFU as the engine sees it, without any media: it notes what it is asked, and tells what the test has it tell. */
export class FakeSfu extends EventEmitter<{ call: [] }> {
  readonly calls: { method: SfuMethod; params: unknown }[] = []
  /** What it answers besides what it always does. A promise that stays open is no answer. */
  answers: Answers = {}
  readonly #http: Server
  readonly #sockets: WebSocketServer
  #session: string = randomUUID()
  #socket: WebSocket | undefined
  #seq = 0
  #producers = 0

  private constructor() {
    super()
    this.#http = createServer()
    this.#sockets = new WebSocketServer({ server: this.#http })
    this.#sockets.on('connection', (socket) => {
      this.#socket = socket
      socket.once('message', () => this.#welcome(socket))
    })
  }

  static async start(port = 0): Promise<FakeSfu> {
    const sfu = new FakeSfu()
    sfu.#http.listen(port, '127.0.0.1')
    await once(sfu.#http, 'listening')
    return sfu
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`
  }

  asked<Method extends SfuMethod>(method: Method): SfuParams<Method>[] {
    return this.calls.filter((each) => each.method === method).map(({ params }) => params as SfuParams<Method>)
  }

  /** Answers when it was asked so often. */
  async untilAsked<Method extends SfuMethod>(method: Method, times: number): Promise<SfuParams<Method>[]> {
    await until(this, 'call', () => this.asked(method).length >= times)
    return this.asked(method)
  }

  tell<Event extends SfuEventName>(event: Event, data: SfuEvents[Event]): void {
    this.#seq += 1
    this.#send({ event, data, seq: this.#seq } as SfuFrame)
  }

  /** Nothing is left of it; what starts at its port next knows nothing. */
  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#sockets.close()
    this.#http.closeAllConnections()
    await new Promise((resolve) => this.#http.close(resolve))
  }

  #welcome(socket: WebSocket): void {
    socket.on('message', (data) => void this.#take(JSON.parse(String(data)) as SfuCall))
    this.#send({
      welcome: { version: SFU_RPC_VERSION, session: this.#session, resumed: false, maxBytes: 1 << 20 },
    })
  }

  async #take({ id, method, params }: SfuCall): Promise<void> {
    this.calls.push({ method, params })
    this.emit('call')
    const answer = this.answers[method] as ((params: unknown) => Promise<unknown>) | undefined
    const value = answer ? await answer(params) : this.#usual(method)
    this.#send({ id, ok: true, value })
  }

  #usual(method: SfuMethod): unknown {
    if (method === 'produce') return { producerId: `producer-${++this.#producers}` }
    if (method !== 'openPeer') return null
    const [send, receive] = ['send', 'receive'].map((id) => ({ id: `${id}-${randomUUID()}`, ...TRANSPORT }))
    return { routerRtpCapabilities: {}, iceServers: [], iceTransportPolicy: 'all', send, receive }
  }

  #send(frame: SfuFrame): void {
    this.#socket?.send(JSON.stringify(frame))
  }
}
