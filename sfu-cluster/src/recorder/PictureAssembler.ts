import type { Picture, PictureCodec } from './codecs/PictureCodec.ts'
import type { RtpPacket } from './rtp/parseRtp.ts'

interface TimedPicture extends Picture {
  /** As in its packets. */
  timestamp: number
}

/** No picture is larger. */
const MAX_BYTES = 8 << 20

export interface PictureAssemblerOptions {
  codec: PictureCodec
  onPicture: (picture: TimedPicture) => void
  /** A picture was left out, for something of it is missing, or of one that it needs. */
  onDropped: () => void
}

/** Puts pictures together. After a loss nothing is given on before the next key picture, which all decoders can begin with. */
export class PictureAssembler {
  readonly #options: PictureAssemblerOptions
  #payloads: Buffer[] = []
  #bytes = 0
  #timestamp = 0
  /** The packet before, if nothing is missing between it and the next. */
  #before: RtpPacket | undefined
  #needsKey = true

  constructor(options: PictureAssemblerOptions) {
    this.#options = options
  }

  get needsKey(): boolean {
    return this.#needsKey
  }

  /** Pictures up to the next key picture are of no use. */
  requireKey(): void {
    this.#needsKey = true
  }

  push(packet: RtpPacket, afterLoss: boolean): void {
    if (afterLoss) this.#lose()
    // Senders try out what a line takes with packets that hold nothing.
    if (packet.payload.length === 0) return
    const starts = this.#starts(packet)
    this.#before = packet
    if (starts) this.#finish()
    else if (this.#payloads.length === 0) return
    this.#timestamp = packet.timestamp
    this.#payloads.push(packet.payload)
    this.#bytes += packet.payload.length
    if (this.#bytes > MAX_BYTES) this.#lose()
    else if (packet.marker) this.#finish()
  }

  #lose(): void {
    if (this.#payloads.length > 0) this.#options.onDropped()
    this.#clear()
    this.#before = undefined
    this.#needsKey = true
  }

  #clear(): void {
    this.#payloads = []
    this.#bytes = 0
  }

  #starts(packet: RtpPacket): boolean {
    const before = this.#before
    if (before) return before.marker || before.timestamp !== packet.timestamp
    return this.#options.codec.startsKey(packet.payload)
  }

  #finish(): void {
    const payloads = this.#payloads
    if (payloads.length === 0) return
    this.#clear()
    const picture = this.#options.codec.picture(payloads)
    if (picture && (picture.key || !this.#needsKey)) {
      this.#needsKey = false
      this.#options.onPicture({ ...picture, timestamp: this.#timestamp })
      return
    }
    this.#needsKey = true
    this.#options.onDropped()
  }
}
