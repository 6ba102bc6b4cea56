import type { TrackEnd } from '@lectern/protocol'
import type { ObjectStore } from '@lectern/recording'
import { AudioRecorder } from './AudioRecorder.ts'
import { Av1 } from './codecs/av1.ts'
import { H264 } from './codecs/h264.ts'
import { OPUS_RATE } from './codecs/opus.ts'
import { type PictureCodec, VIDEO_TIMESCALE } from './codecs/PictureCodec.ts'
import { Vp8 } from './codecs/vp8.ts'
import { Vp9 } from './codecs/vp9.ts'
import type { MediaRecorder } from './MediaRecorder.ts'
import type { RecordOrder } from './recorderMessages.ts'
import { isRtcp, parseRtp, type RtpPacket } from './rtp/parseRtp.ts'
import { ReorderBuffer } from './rtp/ReorderBuffer.ts'
import { negativeAcknowledgement, pictureLossIndication, senderReportsOf } from './rtp/rtcp.ts'
import { Unwrapper } from './rtp/Unwrapper.ts'
import type { StoreHealth } from './StoreHealth.ts'
import { TrackClock } from './TrackClock.ts'
import type { TrackFormat } from './TrackFormat.ts'
import { type TrackEvents, TrackOutput } from './TrackOutput.ts'
import { VideoRecorder } from './VideoRecorder.ts'

const PICTURE_CODECS: Record<string, () => PictureCodec> = {
  'video/h264': () => new H264(),
  'video/vp8': () => new Vp8(),
  'video/vp9': () => new Vp9(),
  'video/av1': () => new Av1(),
}
const OPUS = 'audio/opus'
/** Timestamps do not begin anew more often than that, ms. */
const SHORTEST_ROW_MS = 1000

export interface ProducerRecorderOptions {
  order: RecordOrder
  store: ObjectStore
  health: StoreHealth
  /** Sends RTCP to where the packets come from. */
  sendBack: (packet: Buffer) => void
  /** The name with this number is used from now on. */
  onNamed: (n: number) => void
  onDroppedPicture: () => void
  events: TrackEvents
}

/** Records what one producer sends: datagrams in, tracks in the store out. */
export class ProducerRecorder {
  readonly #options: ProducerRecorderOptions
  readonly #reorder: ReorderBuffer
  readonly #timestamps = new Unwrapper(32)
  readonly #clock: TrackClock
  readonly #media: MediaRecorder
  readonly #outputs = new Set<TrackOutput>()
  /** Ends of tracks that are under way. */
  readonly #ending = new Set<Promise<void>>()
  #endsAs: TrackEnd = 'closed'
  #next: number
  #beganAnewAt = 0
  #now = 0

  /** Throws where the codec is none that is recorded. */
  constructor(options: ProducerRecorderOptions) {
    this.#options = options
    const { order } = options
    this.#next = order.next
    this.#reorder = new ReorderBuffer((packet, afterLoss) => this.#onPacket(packet, afterLoss))
    const rate = order.codec.toLowerCase() === OPUS ? OPUS_RATE : VIDEO_TIMESCALE
    this.#clock = new TrackClock(rate, order.toLogMs - order.startedAt)
    this.#media = this.#makeMedia(order)
  }

  /** Packets that never came. */
  get lostPackets(): number {
    return this.#reorder.lost
  }

  /** `now`: time of day, ms. */
  onDatagram(datagram: Buffer, now: number): void {
    this.#now = now
    const isReport = isRtcp(datagram)
    if (isReport) this.#onReports(datagram, now)
    const packet = isReport ? undefined : parseRtp(datagram)
    if (packet?.ssrc === this.#options.order.ssrc) this.#askAgain(this.#reorder.push(packet, now))
  }

  /** To be called some times a second. */
  tick(now: number): void {
    this.#now = now
    this.#reorder.tick(now)
    this.#askAgain(this.#reorder.missing())
    this.#media.tick(now)
  }

  /** The sender paused. */
  pause(): void {
    this.#reorder.flush()
    this.#media.pause()
  }

  /** Nothing more comes. Resolves when all is stored, or given up, and told. */
  async end(reason: TrackEnd): Promise<void> {
    this.#endsAs = reason
    this.#reorder.flush()
    this.#media.end()
    await Promise.all(this.#ending)
  }

  /** Do not wait for a store that does not work. */
  hurry(): void {
    for (const output of this.#outputs) output.hurry()
  }

  #makeMedia({ codec: name, ssrc }: RecordOrder): MediaRecorder {
    const shared = {
      clock: this.#clock,
      open: (format: TrackFormat) => this.#open(format),
      close: (output: TrackOutput, reason: 'changed' | 'closed') => this.#close(output, reason),
    }
    if (name.toLowerCase() === OPUS) return new AudioRecorder(shared)
    const codec = PICTURE_CODECS[name.toLowerCase()]?.()
    if (!codec) throw new Error(`${name} cannot be recorded`)
    return new VideoRecorder({
      ...shared,
      codec,
      askForKey: () => this.#options.sendBack(pictureLossIndication(ssrc)),
      onDropped: this.#options.onDroppedPicture,
    })
  }

  #onReports(datagram: Buffer, now: number): void {
    for (const { ssrc, ntpMs, timestamp } of senderReportsOf(datagram)) {
      if (ssrc === this.#options.order.ssrc) {
        this.#clock.reported({ ntpMs, timestamp: this.#timestamps.near(timestamp) }, now)
      }
    }
  }

  #onPacket(packet: RtpPacket, afterLoss: boolean): void {
    const now = this.#now
    const ticks = this.#timestamps.unwrap(packet.timestamp)
    if (this.#clock.beginsAnew(ticks, now)) {
      // Who does that all the time is not followed.
      if (now - this.#beganAnewAt < SHORTEST_ROW_MS) return
      this.#beganAnewAt = now
      this.#media.pause()
      this.#clock.beginAnew()
    }
    this.#clock.arrived(ticks, now)
    this.#media.add({ ...packet, afterLoss, ticks, at: now })
  }

  #askAgain(sequences: readonly number[]): void {
    if (sequences.length > 0) this.#options.sendBack(negativeAcknowledgement(this.#options.order.ssrc, sequences))
  }

  #open(format: TrackFormat): TrackOutput {
    const { order, store, health, events, onNamed } = this.#options
    const n = this.#next++
    onNamed(n)
    const { room, startedAt } = order
    const track = n === 0 ? order.track : `${order.track}-${n}`
    const output = new TrackOutput({ store, health, room, track, format, startedAt, events })
    this.#outputs.add(output)
    return output
  }

  #close(output: TrackOutput, reason: 'changed' | 'closed'): void {
    const ending = output.end(reason === 'closed' ? this.#endsAs : reason).finally(() => {
      this.#outputs.delete(output)
      this.#ending.delete(ending)
    })
    this.#ending.add(ending)
  }
}
