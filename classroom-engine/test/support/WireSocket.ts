import { randomBytes } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { connect, type Socket } from 'node:net'

export const OPCODE = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

export interface WireFrame {
  fin?: boolean
  /** Reserved bits, 0 to 7. */
  reserved?: number
  opcode: number
  payload?: Uint8Array
  masked?: boolean
  /** Length that is told, where it is not the true one. */
  claimed?: number
}

/** One frame of RFC 6455, sound or not. */
function wireFrame({ fin = true, reserved = 0, opcode, payload, masked = true, claimed }: WireFrame): Buffer {
  const bytes = payload ?? new Uint8Array()
  const mask = masked ? randomBytes(4) : Buffer.alloc(0)
  const body = masked ? bytes.map((byte, n) => byte ^ mask[n % 4]!) : bytes
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode
  return Buffer.concat([Uint8Array.of(first), lengthOf(claimed ?? bytes.length, masked), mask, body])
}

function lengthOf(length: number, masked: boolean): Buffer {
  const bit = masked ? 0x80 : 0
  if (length < 126) return Buffer.of(bit | length)
  const head = Buffer.alloc(length < 1 << 16 ? 3 : 9)
  head[0] = bit | (head.length === 3 ? 126 : 127)
  if (head.length === 3) head.writeUInt16BE(length, 1)
  else head.writeBigUInt64BE(BigInt(length), 1)
  return head
}

/** The payload of a close frame. */
export const closePayload = (code: number, reason = ''): Buffer => {
  const head = Buffer.alloc(2)
  head.writeUInt16BE(code)
  return Buffer.concat([head, Buffer.from(reason)])
}

/** A TCP connection that says just what it is told to, HTTP, WebSocket or neither. */
export class WireSocket extends EventEmitter<{ data: []; end: [] }> {
  readonly socket: Socket
  received: Buffer = Buffer.alloc(0)
  isClosed = false

  constructor(port: number, localAddress?: string) {
    super()
    this.socket = connect({ port, host: '127.0.0.1', ...(localAddress && { localAddress }) })
    this.socket.on('data', (data) => {
      this.received = Buffer.concat([this.received, data])
      this.emit('data')
    })
    this.socket.on('error', () => undefined)
    this.socket.on('close', () => {
      this.isClosed = true
      this.emit('end')
    })
  }

  async connected(): Promise<this> {
    if (this.socket.connecting) await once(this.socket, 'connect')
    return this
  }

  /** Asks for a WebSocket, with headers besides the usual ones or in their place. */
  async upgrade(path: string, headers: Record<string, string> = {}): Promise<this> {
    this.write(upgradeRequest(path, headers))
    await this.until((text) => text.includes('\r\n\r\n'))
    const end = this.received.indexOf('\r\n\r\n') + 4
    if (!this.received.subarray(0, end).toString().startsWith('HTTP/1.1 101')) throw new Error('not upgraded')
    this.received = this.received.subarray(end)
    return this
  }

  write(bytes: Uint8Array | string): this {
    if (!this.socket.destroyed) this.socket.write(bytes)
    return this
  }

  send(...frames: WireFrame[]): this {
    return this.write(Buffer.concat(frames.map(wireFrame)))
  }

  /** Frames that came and are whole. */
  frames(): { opcode: number; payload: Buffer }[] {
    const frames: { opcode: number; payload: Buffer }[] = []
    for (let at = 0; at + 2 <= this.received.length; ) {
      const short = this.received[at + 1]! & 127
      const head = short < 126 ? 2 : short === 126 ? 4 : 10
      const length = short < 126 ? short : this.#numberAt(at + 2, head - 2)
      const payload = this.received.subarray(at + head, at + head + length)
      if (payload.length < length) break
      frames.push({ opcode: this.received[at]! & 15, payload })
      at += head + length
    }
    return frames
  }

  /** What the close frame said, if one came. */
  get closeFrame(): { code: number; reason: string } | undefined {
    const payload = this.frames().find(({ opcode }) => opcode === OPCODE.close)?.payload
    return (
      payload && { code: payload.length >= 2 ? payload.readUInt16BE(0) : 1005, reason: payload.toString('utf8', 2) }
    )
  }

  async closed(): Promise<this> {
    if (!this.isClosed) await once(this, 'end')
    return this
  }

  /** Answers when what was received fits; throws where the connection ends before. */
  async until(fits: (text: string) => boolean): Promise<this> {
    while (!fits(this.received.toString('latin1'))) {
      if (this.isClosed) throw new Error('the connection has ended')
      await Promise.race([once(this, 'data'), once(this, 'end')])
    }
    return this
  }

  async untilFrame(opcode: number): Promise<this> {
    return this.until(() => this.frames().some((frame) => frame.opcode === opcode))
  }

  close(): void {
    this.socket.destroy()
  }

  #numberAt(at: number, bytes: number): number {
    if (this.received.length < at + bytes) return Number.MAX_SAFE_INTEGER
    return bytes === 2 ? this.received.readUInt16BE(at) : Number(this.received.readBigUInt64BE(at))
  }
}

export function upgradeRequest(path: string, headers: Record<string, string> = {}): string {
  const all = {
    Host: 'localhost',
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    'Sec-WebSocket-Version': '13',
    ...headers,
  }
  return `GET ${path} HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`
}
