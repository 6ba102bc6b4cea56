import { randomInt } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { types } from 'mediasoup'
import { isRtcp } from '../../src/recorder/rtp/parseRtp.ts'

export interface Stream {
  kind: 'audio' | 'video'
  codec: types.RtpCodecParameters
  /** Time between two frames, ms. */
  frameMs: number
  /** Payloads of frame n, or nothing. `askedForKey`: since the frame before. */
  frame: (n: number, askedForKey: boolean) => Buffer[]
}

export interface Line {
  /** How long a frame is under way, ms. */
  delayMs?: (n: number) => number
  /** Whether a packet is lost on its way. */
  drops?: (sequence: number) => boolean
  /** What the sender's clock shows more than ours, ms. */
  clockAheadMs?: number
}

const NTP_OFFSET = 2_208_988_800
const REPORT_MS = 1000
const KEEP = 2000
const TAIL_BYTES = 24

/** What tells a frame from others, in packets and in files. */
export const tailOf = (bytes: Buffer): string => bytes.subarray(-TAIL_BYTES).toString('hex')

/** Sends frames to a producer in real time, as a browser behind some line does; answers NACKs. */
export class RtpSender {
  /** All frames: when they were captured, time of day in ms, and the last bytes of them. */
  readonly sent: { capturedAt: number; tail: string }[] = []
  readonly ssrc = randomInt(1, 2 ** 31)
  keyRequests = 0
  readonly #stream: Stream
  readonly #line: Line
  readonly #socket: Socket
  readonly #kept = new Map<number, Buffer>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #sequence = randomInt(2 ** 16)
  #timestampBase = randomInt(2 ** 32)
  #askedForKey = false
  #frames = 0
  #packets = 0
  #start = 0

  private constructor(stream: Stream, line: Line, socket: Socket) {
    this.#stream = stream
    this.#line = line
    this.#socket = socket
    socket.on('message', (datagram) => isRtcp(datagram) && this.#onRtcp(datagram))
    socket.on('error', () => undefined)
  }

  static async open(transport: types.PlainTransport, stream: Stream, line: Line = {}): Promise<RtpSender> {
    const socket = createSocket('udp4')
    socket.connect(transport.tuple.localPort, '127.0.0.1')
    await once(socket, 'connect')
    return new RtpSender(stream, line, socket)
  }

  get rtpParameters(): types.RtpParameters {
    return { mid: undefined, codecs: [this.#stream.codec], encodings: [{ ssrc: this.ssrc }], rtcp: { cname: 'sender' } }
  }

  /** Resolves once so many frames are sent. */
  async send(count: number): Promise<void> {
    this.#start = Date.now() - this.#frames * this.#stream.frameMs
    const reports = setInterval(() => this.#report(), REPORT_MS)
    this.#timers.add(reports)
    this.#report()
    const last = this.#frames + count
    while (this.#frames < last) await this.#nextFrame()
    clearInterval(reports)
  }

  /** Nothing is sent for a while, and time goes on. */
  rest(ms: number): Promise<void> {
    const before = Date.now()
    this.#frames += Math.round(ms / this.#stream.frameMs)
    return new Promise((resolve) => setTimeout(resolve, ms - (Date.now() - before)))
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#socket.close()
  }

  async #nextFrame(): Promise<void> {
    const n = this.#frames++
    const due = this.#start + n * this.#stream.frameMs
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())))
    const payloads = this.#stream.frame(n, this.#askedForKey)
    this.#askedForKey = false
    const capturedAt = Date.now()
    const timestamp = this.#timestampAt(capturedAt)
    if (payloads.length > 0) this.sent.push({ capturedAt, tail: tailOf(payloads.at(-1)!) })
    const packets = payloads.map((payload, i) => this.#packet(payload, timestamp, i === payloads.length - 1))
    const delay = this.#line.delayMs?.(n) ?? 0
    if (delay === 0) this.#sendAll(packets)
    else this.#later(delay, () => this.#sendAll(packets))
  }

  #later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, ms)
    this.#timers.add(timer)
  }

  #sendAll(packets: Buffer[]): void {
    for (const packet of packets) {
      const sequence = packet.readUInt16BE(2)
      this.#kept.set(sequence, packet)
      this.#kept.delete((sequence - KEEP) & 0xffff)
      this.#packets += 1
      if (!this.#line.drops?.(sequence)) this.#socket.send(packet)
    }
  }

  #packet(payload: Buffer, timestamp: number, isLast: boolean): Buffer {
    const header = Buffer.alloc(12)
    header[0] = 0x80
    header[1] = this.#stream.codec.payloadType | (isLast && this.#stream.kind === 'video' ? 0x80 : 0)
    header.writeUInt16BE(this.#sequence, 2)
    header.writeUInt32BE(timestamp, 4)
    header.writeUInt32BE(this.ssrc, 8)
    this.#sequence = (this.#sequence + 1) & 0xffff
    return Buffer.concat([header, payload])
  }

  #timestampAt(at: number): number {
    const ticks = Math.round((at * this.#stream.codec.clockRate) / 1000)
    return (this.#timestampBase + ticks) % 2 ** 32
  }

  #report(): void {
    const now = Date.now()
    const told = now + (this.#line.clockAheadMs ?? 0)
    const report = Buffer.alloc(28)
    report[0] = 0x80
    report[1] = 200
    report.writeUInt16BE(6, 2)
    report.writeUInt32BE(this.ssrc, 4)
    report.writeUInt32BE(Math.floor(told / 1000) + NTP_OFFSET, 8)
    report.writeUInt32BE(Math.floor(((told % 1000) / 1000) * 2 ** 32), 12)
    report.writeUInt32BE(this.#timestampAt(now), 16)
    report.writeUInt32BE(this.#packets, 20)
    this.#socket.send(report)
  }

  #onRtcp(compound: Buffer): void {
    for (let at = 0; at + 12 <= compound.length; ) {
      const end = at + 4 * (compound.readUInt16BE(at + 2) + 1)
      const [format, type] = [compound[at]! & 31, compound[at + 1]]
      if (type === 206 && format === 1) {
        this.keyRequests += 1
        this.#askedForKey = true
      }
      if (type === 205 && format === 1) {
        for (let word = at + 12; word < end; word += 4)
          this.#sendAgain(compound.readUInt16BE(word), compound.readUInt16BE(word + 2))
      }
      at = end
    }
  }

  #sendAgain(first: number, others: number): void {
    for (let i = 0; i < 17; i++) {
      if (i > 0 && !(others & (1 << (i - 1)))) continue
      const packet = this.#kept.get((first + i) & 0xffff)
      if (packet) this.#socket.send(packet)
    }
  }
}
