import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { ConfigError } from '@lectern/protocol/config'
import { type WebSocket, WebSocketServer } from 'ws'
import { LINK_MAX_BYTES } from '../cluster/LinkSocket.ts'
import { LINK_PATH } from '../cluster/linkMessages.ts'
import { ANSWER_HEADERS, type StatusAnswers } from './statusAnswers.ts'

export interface InternalServerOptions {
  host: string
  port: number
  /** Opens links. */
  secret: string
  status: StatusAnswers
  onLink: (webSocket: WebSocket) => void
}

/** The port that this engine has for itself: links of other engines, and what it tells of itself. */
export class InternalServer {
  readonly #options: InternalServerOptions
  readonly #http: Server
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LINK_MAX_BYTES, perMessageDeflate: false })

  private constructor(options: InternalServerOptions) {
    this.#options = options
    this.#http = createServer((request, response) => void this.#answer(request, response))
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  /** Throws a ConfigError where the port is taken. */
  static async listen(options: InternalServerOptions): Promise<InternalServer> {
    const server = new InternalServer(options)
    const { host, port } = options
    await new Promise<void>((resolve, reject) => {
      const failed = () => reject(new ConfigError('LECTERN_ENGINE_INTERNAL_PORT', `port ${port} of ${host} is taken.`))
      server.#http.once('error', failed).listen(port, host, resolve)
    })
    return server
  }

  /** From now on nobody links any more; links that are there are their owners' to close. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#http.close(resolve))
    this.#http.closeIdleConnections()
    for (const socket of this.#sockets.clients) socket.terminate()
    await closed
  }

  async #answer({ url = '', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status } = this.#options
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
    const answer = Object.hasOwn(status, url) ? await status[url as keyof StatusAnswers](token) : undefined
    const { status: code, type, body } = answer ?? { status: 404, type: 'text/plain', body: 'not found' }
    response.writeHead(code, { 'content-type': type, ...ANSWER_HEADERS }).end(body)
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = this.#refusalOf(request)
    if (refusal) socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
    else this.#sockets.handleUpgrade(request, socket, head, this.#options.onLink)
  }

  #refusalOf({ url, headers }: IncomingMessage): string | undefined {
    if (url !== LINK_PATH) return '404 Not Found'
    // Engines send no origin; a web page always does, and has no business here.
    if (headers.origin !== undefined) return '403 Forbidden'
    if (!sameText(headers.authorization ?? '', `Bearer ${this.#options.secret}`)) return '401 Unauthorized'
    return undefined
  }
}

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
