import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { isDebugToken, LecternError, NODE_REPORT_PATH, type NodeReportInput, toWireError } from '@lectern/protocol'
import { SFU_RPC_PATH, SFU_RPC_VERSION, SfuCall, SfuHello, type SfuWelcome } from '@lectern/protocol/sfuRpc'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Sfu } from '../Sfu.ts'
import { answerCall } from './answerCall.ts'
import { EngineSession, type EngineSocket } from './EngineSession.ts'

export interface ControlServerOptions {
  sfu: Sfu
  secret: string
  host: string
  /** 0: any free port. */
  port: number
  maxBytes: number
  enginePatienceMs: number
  metrics: () => Promise<{ type: string; text: string }>
  /** What the node tells of itself to whoever has a debug token. */
  report: () => Promise<NodeReportInput>
  /** Without it nobody has one. */
  debugSecret: string | undefined
  onCall: (method: string, code: string, ms: number) => void
  log: Logger
}

const HELLO_MS = 5000
const TIMEOUTS = { requestTimeout: 10_000, headersTimeout: 5000 }
const PING_MS = 5000
/** Bytes that may wait for an engine that does not read before its socket is given up. */
const MAX_BEHIND = 32 << 20
const CLOSE = { badMessage: 4400, version: 4426, silent: 4408, going: 1001, replaced: 4409 } as const

/** Control port: RPC for engines that know the secret, health and metrics for everybody who reaches it. */
export class ControlServer {
  readonly #options: ControlServerOptions
  readonly #http: Server
  readonly #sockets: WebSocketServer
  /** By engine id. */
  readonly #sessions = new Map<string, EngineSession>()
  #closing = false

  private constructor(options: ControlServerOptions) {
    this.#options = options
    this.#http = createServer(TIMEOUTS, (request, response) => void this.#onRequest(request, response))
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: options.maxBytes })
    this.#http.on('upgrade', (request, socket, head) => this.#onUpgrade(request, socket, head))
  }

  static async listen(options: ControlServerOptions): Promise<ControlServer> {
    const server = new ControlServer(options)
    await new Promise<void>((resolve, reject) => {
      server.#http.once('error', (error: NodeJS.ErrnoException) => {
        const taken =
          error.code === 'EADDRINUSE' ? `port ${options.port} is taken. Set LECTERN_SFU_PORT.` : error.message
        reject(new Error(taken))
      })
      server.#http.listen(options.port, options.host, resolve)
    })
    return server
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port
  }

  get engines(): number {
    return this.#sessions.size
  }

  async close(): Promise<void> {
    this.#closing = true
    for (const session of [...this.#sessions.values()]) session.end()
    for (const socket of this.#sockets.clients) socket.close(CLOSE.going)
    this.#http.closeAllConnections()
    await new Promise((resolve) => this.#http.close(resolve))
    for (const socket of this.#sockets.clients) socket.terminate()
  }

  async #onRequest({ method, url, headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const ready = !this.#closing && this.#options.sfu.pool.complete
    if (method !== 'GET' && method !== 'HEAD') return reply(response, 405, 'text/plain', 'method not allowed\n')
    if (url === '/healthz') return reply(response, 200, 'text/plain', 'ok\n')
    if (url === '/readyz') return reply(response, ready ? 200 : 503, 'text/plain', ready ? 'ready\n' : 'not ready\n')
    if (url === NODE_REPORT_PATH) return this.#tellReport(headers.authorization ?? '', response)
    if (url !== '/metrics') return reply(response, 404, 'text/plain', 'not found\n')
    const { type, text } = await this.#options.metrics()
    reply(response, 200, type, text)
  }

  async #tellReport(authorization: string, response: ServerResponse): Promise<void> {
    const [, token = ''] = /^Bearer (\S+)$/i.exec(authorization) ?? []
    const isAllowed = await isDebugToken(token, this.#options.debugSecret, Date.now())
    if (!isAllowed)
      return reply(response, 403, 'application/json', JSON.stringify(toWireError(new LecternError('NOT_ALLOWED'))))
    reply(response, 200, 'application/json', JSON.stringify(await this.#options.report()))
  }

  #onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = this.#refusalOf(request)
    if (refusal) socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
    else this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#onSocket(webSocket))
  }

  #refusalOf({ url, headers }: IncomingMessage): string | undefined {
    if (url !== SFU_RPC_PATH) return '404 Not Found'
    // Engines send no origin; a web page always does, and has no business here.
    if (headers.origin !== undefined) return '403 Forbidden'
    if (!sameText(headers.authorization ?? '', `Bearer ${this.#options.secret}`)) return '401 Unauthorized'
    return undefined
  }

  #onSocket(webSocket: WebSocket): void {
    const socket = boundedSocket(webSocket)
    const tooLate = setTimeout(() => webSocket.close(CLOSE.silent), HELLO_MS)
    let session: EngineSession | undefined
    keepAlive(webSocket)
    webSocket.on('message', (data, isBinary) => {
      const message = isBinary ? undefined : parseJson(String(data))
      if (session) return this.#onCall(session, webSocket, message)
      clearTimeout(tooLate)
      session = this.#onHello(webSocket, socket, message)
    })
    webSocket.on('close', () => {
      clearTimeout(tooLate)
      session?.detach(socket)
    })
    webSocket.on('error', (error) => this.#options.log.warn({ reason: error.message }, 'an engine socket failed'))
  }

  #onHello(webSocket: WebSocket, socket: EngineSocket, message: unknown): EngineSession | undefined {
    const hello = SfuHello.safeParse(message)
    if (!hello.success) return void webSocket.close(CLOSE.badMessage, 'hello expected')
    const { version, engineId, resume } = hello.data
    if (version !== SFU_RPC_VERSION)
      return void webSocket.close(CLOSE.version, `this node speaks version ${SFU_RPC_VERSION}`)
    const before = this.#sessions.get(engineId)
    const resumed = resume !== null && before?.id === resume.session && before.canResume(resume.lastEvent)
    if (!resumed) before?.end()
    const session = resumed ? before : this.#startSession(engineId)
    const welcome: SfuWelcome = {
      version: SFU_RPC_VERSION,
      session: session.id,
      resumed,
      maxBytes: this.#options.maxBytes,
    }
    socket.send(JSON.stringify({ welcome }))
    session.attach(socket, resumed ? resume.lastEvent : 0)
    this.#options.log.info({ engineId, resumed }, 'an engine connected')
    return session
  }

  #startSession(engineId: string): EngineSession {
    const { sfu, log, enginePatienceMs, onCall } = this.#options
    const session = new EngineSession({
      engineId,
      patienceMs: enginePatienceMs,
      answer: async (call, sink) => {
        const start = performance.now()
        const answer = await answerCall({ sfu, sink }, call, log)
        onCall(call.method, answer.ok ? 'OK' : answer.error.code, performance.now() - start)
        return answer
      },
      onEnd: (ended) => {
        if (this.#sessions.get(engineId) === ended) this.#sessions.delete(engineId)
        sfu.closePeersOf(ended)
      },
    })
    this.#sessions.set(engineId, session)
    return session
  }

  #onCall(session: EngineSession, webSocket: WebSocket, message: unknown): void {
    const call = SfuCall.safeParse(message)
    if (call.success) {
      void session.call(call.data)
      return
    }
    const id = (message as { id?: unknown } | undefined)?.id
    const error = { code: 'BAD_REQUEST', message: 'There is no such request.' }
    if (typeof id === 'string') webSocket.send(JSON.stringify({ id, ok: false, error }))
    else webSocket.close(CLOSE.badMessage, 'not a call')
  }
}

function boundedSocket(webSocket: WebSocket): EngineSocket {
  return {
    send(text) {
      if (webSocket.bufferedAmount > MAX_BEHIND) return webSocket.terminate()
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(text)
    },
    close: () => webSocket.close(CLOSE.replaced),
  }
}

function keepAlive(webSocket: WebSocket): void {
  let answered = true
  const timer = setInterval(() => {
    if (!answered) return webSocket.terminate()
    answered = false
    webSocket.ping()
  }, PING_MS)
  webSocket.on('pong', () => {
    answered = true
  })
  webSocket.on('close', () => clearInterval(timer))
}

function reply(response: ServerResponse, status: number, type: string, text: string): void {
  const headers = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  // A refused request may have a body that nobody reads.
  response.writeHead(status, { ...headers, ...(status >= 400 && { connection: 'close' }) }).end(text)
}

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
