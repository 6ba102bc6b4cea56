import type { PictureCodec } from './codecs/PictureCodec.ts'
import type { MediaRecorder, MediaRecorderOptions, OrderedPacket } from './MediaRecorder.ts'
import { PictureAssembler } from './PictureAssembler.ts'
import { isSameFormat, type TrackFormat } from './TrackFormat.ts'
import type { TrackOutput } from './TrackOutput.ts'
import { type ArrivedPicture, VideoTrack } from './VideoTrack.ts'

export interface VideoRecorderOptions extends MediaRecorderOptions {
  codec: PictureCodec
  /** Asks the sender for a key picture. */
  askForKey: () => void
  onDropped: () => void
}

/** A track is not followed by another one sooner, ms. */
const SHORTEST_TRACK_MS = 1000
/** Pause between two requests for a key picture, ms. */
const ASK_AGAIN_MS = 1000

/** Pictures of one producer: a track, and another one whenever their form changes. */
export class VideoRecorder implements MediaRecorder {
  readonly #options: VideoRecorderOptions
  readonly #assembler: PictureAssembler
  #open: { track: VideoTrack; output: TrackOutput } | undefined
  /** The packet that is at work. */
  #packet: OrderedPacket | undefined
  #openedAt = 0
  #endMs = 0
  #askedAt = 0

  constructor(options: VideoRecorderOptions) {
    this.#options = options
    this.#assembler = new PictureAssembler({
      codec: options.codec,
      onPicture: ({ timestamp, ...picture }) => {
        const packet = this.#packet!
        // The timestamp of the packet before, where that one had no marker.
        const ticks = packet.ticks + signed(timestamp - packet.timestamp)
        this.#add({ ...picture, timestamp: ticks, at: packet.at }, picture.format)
      },
      onDropped: () => {
        options.onDropped()
        this.#ask(this.#packet!.at)
      },
    })
  }

  add(packet: OrderedPacket): void {
    this.#packet = packet
    this.#assembler.push(packet, packet.afterLoss)
    if (packet.marker && this.#assembler.needsKey) this.#ask(packet.at)
  }

  pause(): void {
    this.#open?.track.pause()
  }

  tick(now: number): void {
    this.#open?.track.tick(now)
    if (this.#open?.track.wantsKey(now)) this.#ask(now)
  }

  end(): void {
    this.pause()
    this.#close('closed')
  }

  #add(picture: ArrivedPicture, format: TrackFormat | undefined): void {
    if (format && this.#open && !isSameFormat(format, this.#open.track.format)) {
      // Who changes all the time is not followed.
      if (picture.at - this.#openedAt < SHORTEST_TRACK_MS) {
        this.#assembler.requireKey()
        return
      }
      this.#open.track.endAt(picture.timestamp)
      this.#close('changed')
    }
    if (format) this.#open ??= this.#begin(format, picture.at)
    this.#open?.track.add(picture)
  }

  #begin(format: TrackFormat, now: number) {
    this.#openedAt = now
    const { clock, open } = this.#options
    const output = open(format)
    const onSegment = output.add.bind(output)
    return { track: new VideoTrack({ format, clock, notBefore: this.#endMs, onSegment }), output }
  }

  #close(reason: 'changed' | 'closed'): void {
    if (!this.#open) return
    const { track, output } = this.#open
    this.#open = undefined
    this.#endMs = track.endMs
    this.#options.close(output, reason)
  }

  #ask(now: number): void {
    if (now - this.#askedAt < ASK_AGAIN_MS) return
    this.#askedAt = now
    this.#options.askForKey()
  }
}

const signed = (difference: number): number => difference | 0
