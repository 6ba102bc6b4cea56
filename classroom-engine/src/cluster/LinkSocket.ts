import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { RawData, WebSocket } from 'ws'

export interface LinkEnd {
  /** Takes one message, which it keeps. What it throws ends the link. */
  receive(message: Uint8Array): void
  /** The link is no more. Told once. `fault`: what `receive` threw, where that ended it. */
  closed(code: number, fault: unknown): void
}

/** Close codes of a link. */
export const LINK_CLOSE = { malformed: 4400, version: 4426, going: 1001 } as const

/** Largest packet, bytes: the state of a large document fits. */
export const LINK_MAX_BYTES = 256 << 20
const PING_MS = 1000
/** A link on which nothing was heard for so long is cut, ms. */
const SILENCE_MS = 4000
/** Messages of one moment go out together, as far as that many bytes. */
const PACKET_BYTES = 256 * 1024
/** What may wait for an engine that does not read before the link is cut, bytes. */
const MAX_BEHIND = 64 << 20

/** One end of a link: puts messages into packets, keeps their order, and finds out when the other end is gone. */
export class LinkSocket {
  readonly #socket: WebSocket
  readonly #end: LinkEnd
  readonly #pinging: NodeJS.Timeout
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #flushing: NodeJS.Immediate | undefined
  #heardAt = performance.now()
  #fault: unknown

  constructor(socket: WebSocket, end: LinkEnd) {
    this.#socket = socket
    this.#end = end
    socket.binaryType = 'nodebuffer'
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary))
    for (const sign of ['ping', 'pong'] as const) socket.on(sign, () => this.#heard())
    // What goes wrong ends in `close`.
    socket.on('error', () => undefined)
    socket.once('close', (code) => this.#closed(code))
    this.#pinging = setInterval(() => this.#ping(), PING_MS)
  }

  send(message: Uint8Array): void {
    this.#waiting.push(message)
    this.#waitingBytes += message.length
    if (this.#waitingBytes >= PACKET_BYTES) this.#flush()
    else this.#flushing ??= setImmediate(() => this.#flush())
  }

  /** Ends the link after what was sent. */
  close(code: number): void {
    this.#flush()
    this.#socket.close(code)
  }

  terminate(): void {
    this.#socket.terminate()
  }

  #flush(): void {
    clearImmediate(this.#flushing)
    this.#flushing = undefined
    const messages = this.#waiting
    if (messages.length === 0) return
    this.#waiting = []
    this.#waitingBytes = 0
    if (this.#socket.readyState !== this.#socket.OPEN) return
    const packet = encoding.encode((encoder) => {
      for (const message of messages) encoding.writeVarUint8Array(encoder, message)
    })
    this.#socket.send(packet)
    if (this.#socket.bufferedAmount > MAX_BEHIND) this.#socket.terminate()
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#heard()
    if (this.#socket.readyState !== this.#socket.OPEN) return
    try {
      if (!isBinary) throw new Error('a packet of text')
      const decoder = decoding.createDecoder(data as Buffer)
      while (decoding.hasContent(decoder)) this.#end.receive(decoding.readVarUint8Array(decoder))
    } catch (error) {
      this.#fault = error
      this.close(LINK_CLOSE.malformed)
    }
  }

  #heard(): void {
    this.#heardAt = performance.now()
  }

  #ping(): void {
    if (performance.now() - this.#heardAt > SILENCE_MS) this.#socket.terminate()
    else if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping()
  }

  #closed(code: number): void {
    clearInterval(this.#pinging)
    clearImmediate(this.#flushing)
    this.#end.closed(code, this.#fault)
  }
}
