import { AudioTrack } from './AudioTrack.ts'
import { OPUS_FORMAT } from './codecs/opus.ts'
import type { MediaRecorder, MediaRecorderOptions, OrderedPacket } from './MediaRecorder.ts'
import type { TrackOutput } from './TrackOutput.ts'

/** Sound that stops for longer than this, and for what packets may be late, has ended for now, ms. */
const GAP_MS = 1500

/** Sound of one producer: one track. */
export class AudioRecorder implements MediaRecorder {
  readonly #options: MediaRecorderOptions
  #open: { track: AudioTrack; output: TrackOutput } | undefined
  #lastAt = 0

  constructor(options: MediaRecorderOptions) {
    this.#options = options
  }

  add({ payload, ticks, at }: OrderedPacket): void {
    this.#lastAt = at
    this.#open ??= this.#begin()
    this.#open.track.add(payload, ticks)
  }

  pause(): void {
    this.#open?.track.pause()
  }

  tick(now: number): void {
    if (now - this.#lastAt > GAP_MS) this.pause()
  }

  end(): void {
    if (!this.#open) return
    const { output } = this.#open
    this.pause()
    this.#open = undefined
    this.#options.close(output, 'closed')
  }

  #begin() {
    const { clock, open } = this.#options
    const output = open(OPUS_FORMAT)
    return { track: new AudioTrack({ clock, notBefore: 0, onSegment: output.add.bind(output) }), output }
  }
}
