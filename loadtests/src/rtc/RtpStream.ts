import { randomInt } from 'node:crypto'

/** What one stream of packets looks like on the wire. */
export interface StreamShape {
  payloadType: number
  clockRate: number
  /** Time between two frames, ms. */
  frameMs: number
  /** The packets of frame number n, from 0. */
  frame: (number: number) => Buffer[]
  /** Bytes of one-byte header extensions (RFC 8285), without padding. */
  extension: Buffer
}

/** Seconds between 1900 and 1970. */
const NTP_OFFSET = 2_208_988_800
const REPORT_EVERY_MS = 1000
const SENDER_REPORT = 200

/** Where packets go. */
export interface PacketSink {
  sendRtp(packet: Buffer, headerBytes: number): void
  sendRtcp(packet: Buffer): void
}

/** One RTP stream: says what is due, with a sender report now and then. */
export class RtpStream {
  readonly ssrc = randomInt(1, 2 ** 31)
  /** Packets sent so far. */
  sent = 0
  readonly #shape: StreamShape
  readonly #header: Buffer
  #sequence = randomInt(2 ** 15)
  #octets = 0
  #frames = 0
  #nextFrameAt = 0
  #nextReportAt = 0

  constructor(shape: StreamShape) {
    this.#shape = shape
    this.#header = headerOf(shape, this.ssrc)
  }

  /** From now on, after a pause or at the beginning. */
  start(now: number): void {
    // Not all at the same instant, as people's devices are not.
    this.#nextFrameAt = now + Math.random() * this.#shape.frameMs
    this.#nextReportAt = now
  }

  sendDue(now: number, sink: PacketSink): void {
    while (this.#nextFrameAt <= now) {
      this.#sendFrame(this.#nextFrameAt, sink)
      this.#nextFrameAt += this.#shape.frameMs
    }
    if (now < this.#nextReportAt) return
    this.#nextReportAt = now + REPORT_EVERY_MS
    sink.sendRtcp(this.#report(now))
  }

  #sendFrame(at: number, sink: PacketSink): void {
    const packets = this.#shape.frame(this.#frames++)
    for (const [index, payload] of packets.entries()) {
      const header = Buffer.from(this.#header)
      // The marker ends a picture, and begins a talk, which sound here does only once.
      header[1] = this.#shape.payloadType | (index === packets.length - 1 && this.#shape.clockRate === 90_000 ? 128 : 0)
      header.writeUInt16BE(this.#sequence, 2)
      header.writeUInt32BE(this.#timestamp(at), 4)
      this.#sequence = (this.#sequence + 1) & 0xffff
      this.sent += 1
      this.#octets += payload.length
      sink.sendRtp(Buffer.concat([header, payload]), header.length)
    }
  }

  #timestamp(at: number): number {
    return Math.floor((at * this.#shape.clockRate) / 1000) % 2 ** 32
  }

  #report(now: number): Buffer {
    const report = Buffer.alloc(28)
    report[0] = 0x80
    report[1] = SENDER_REPORT
    report.writeUInt16BE(6, 2)
    report.writeUInt32BE(this.ssrc, 4)
    report.writeUInt32BE(Math.floor(now / 1000) + NTP_OFFSET, 8)
    report.writeUInt32BE(Math.floor(((now % 1000) / 1000) * 2 ** 32), 12)
    report.writeUInt32BE(this.#timestamp(now), 16)
    report.writeUInt32BE(this.sent, 20)
    report.writeUInt32BE(this.#octets % 2 ** 32, 24)
    return report
  }
}

function headerOf({ payloadType, extension }: StreamShape, ssrc: number): Buffer {
  const words = Math.ceil(extension.length / 4)
  const header = Buffer.alloc(16 + words * 4)
  header[0] = 0x90
  header[1] = payloadType
  header.writeUInt32BE(ssrc, 8)
  header.writeUInt16BE(0xbede, 12)
  header.writeUInt16BE(words, 14)
  extension.copy(header, 16)
  return header
}
