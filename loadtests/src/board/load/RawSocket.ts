import { connect, type Socket } from 'node:net'

export interface RawSocketListener {
  /** Messages may be sent from now on. */
  opened(): void
  /** A binary message. Its bytes are good until this returns. */
  message(message: Buffer): void
  closed(why: string): void
}

const CLOSE = 0x8
const PING = 0x9
const PONG = 0xa
const BINARY = 0x2
const FINAL = 0x80
const HEAD_END = '\r\n\r\n'

/** A WebSocket client that does as little as the protocol allows, so that the load costs the machine less than what is measured. */
export class RawSocket {
  readonly #socket: Socket
  readonly #listener: RawSocketListener
  #isOpen = false
  #chunks: Buffer[] = []
  #bytes = 0
  /** Bytes without which nothing more can be read. */
  #wanted = 0
  #why = 'the connection was cut'

  constructor(port: number, path: string, listener: RawSocketListener) {
    this.#listener = listener
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    this.#socket.on('error', (error) => {
      this.#why = error.message
    })
    this.#socket.on('close', () => this.#listener.closed(this.#why))
    this.#socket.write(handshake(port, path))
  }

  /** Sends what `clientFrame` made. */
  send(frame: Buffer): void {
    this.#socket.write(frame)
  }

  close(): void {
    this.#socket.destroy()
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
    if (this.#bytes < this.#wanted) return
    const all = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks)
    let from = 0
    let to = this.#endOf(all, from)
    while (to <= all.length) {
      this.#take(all.subarray(from, to))
      from = to
      to = this.#endOf(all, from)
    }
    this.#chunks = from < all.length ? [all.subarray(from)] : []
    this.#bytes = all.length - from
    this.#wanted = to - from
  }

  /** Where that ends which begins at `from`; as far as it can be told from what is there. */
  #endOf(bytes: Buffer, from: number): number {
    if (this.#isOpen) return from + frameLength(bytes.subarray(from))
    const end = bytes.indexOf(HEAD_END, from)
    return end < 0 ? bytes.length + 1 : end + HEAD_END.length
  }

  #take(bytes: Buffer): void {
    if (!this.#isOpen) {
      this.#isOpen = bytes.toString('latin1').startsWith('HTTP/1.1 101')
      if (this.#isOpen) this.#listener.opened()
      else this.#socket.destroy(new Error('the server did not open a WebSocket'))
      return
    }
    const content = bytes.subarray(headerLength(bytes))
    const opcode = bytes[0]! & 0x0f
    if (opcode === PING) this.send(clientFrame(content, PONG))
    else if (opcode === CLOSE) this.#ended(content)
    else if (bytes[0] === (FINAL | BINARY)) this.#listener.message(content)
  }

  #ended(content: Buffer): void {
    this.#why = content.length < 2 ? 'closed' : `closed with ${content.readUInt16BE()} ${content.toString('utf8', 2)}`
    this.#socket.end()
  }
}

/** A whole frame from the client. Its mask is zero, which is a mask like any other and costs nothing. */
export function clientFrame(content: Uint8Array, opcode = BINARY): Buffer {
  const header = Buffer.alloc(content.length < 126 ? 6 : content.length < 65_536 ? 8 : 14)
  header[0] = FINAL | opcode
  if (header.length === 6) header[1] = 0x80 | content.length
  else if (header.length === 8) {
    header[1] = 0x80 | 126
    header.writeUInt16BE(content.length, 2)
  } else {
    header[1] = 0x80 | 127
    header.writeBigUInt64BE(BigInt(content.length), 2)
  }
  return Buffer.concat([header, content])
}

function frameLength(bytes: Buffer): number {
  if (bytes.length < 2) return 2
  const header = headerLength(bytes)
  if (bytes.length < header) return header
  if (header === 2) return header + (bytes[1]! & 0x7f)
  return header + (header === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2)))
}

function headerLength(bytes: Buffer): number {
  const short = bytes[1]! & 0x7f
  if (short < 126) return 2
  return short === 126 ? 4 : 10
}

const handshake = (port: number, path: string): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    '',
    '',
  ].join('\r\n')
