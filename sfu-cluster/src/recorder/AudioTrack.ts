import { mp4Segment, type Sample } from '@lectern/recording/containers'
import { OPUS_FORMAT, OPUS_RATE, opusSamples, SILENCE, SILENCE_SAMPLES } from './codecs/opus.ts'
import type { TrackOptions } from './VideoTrack.ts'

interface SoundPacket {
  data: Buffer
  samples: number
  /** Unwrapped, 48 kHz. */
  timestamp: number
}

const SAMPLES_PER_MS = OPUS_RATE / 1000
const LONGEST_MS = 4000
/** Packets of 2.5 ms, the shortest there are, for as long as that, and some. */
const MAX_PACKETS = 2000
/** A packet is left out where it comes so much of its own length too late. Above a half, or one of silence would follow. */
const LEFT_OUT_FROM = 0.6
/** A longer silence is none of the track's. */
const GAP_MS = 1000

/**
 * Cuts the packets of a track of Opus into segments. Sound is laid out sample by sample without holes, as decoders play it: what is
 * missing becomes silence, and where the clocks of sender and class part by a packet, one of silence is put in or one is left out.
 */
export class AudioTrack {
  readonly format = OPUS_FORMAT
  readonly #options: Omit<TrackOptions, 'format'>
  #packets: SoundPacket[] = []
  #segments = 0
  /** Class time where the last segment ended, samples. */
  #end: number
  #isFirst = true

  constructor(options: Omit<TrackOptions, 'format'>) {
    this.#options = options
    this.#end = Math.max(0, Math.round(options.notBefore * SAMPLES_PER_MS))
  }

  get endMs(): number {
    return this.#end / SAMPLES_PER_MS
  }

  add(data: Buffer, timestamp: number): void {
    const samples = opusSamples(data)
    if (samples === undefined) return
    const [first, last] = [this.#packets[0], this.#packets.at(-1)]
    if (first && last) {
      const isFull = timestamp + samples - first.timestamp > LONGEST_MS * SAMPLES_PER_MS
      const isGap = timestamp - last.timestamp > GAP_MS * SAMPLES_PER_MS
      if (isFull || isGap || this.#packets.length >= MAX_PACKETS) this.#cut()
    }
    this.#packets.push({ data, samples, timestamp })
  }

  /** No more comes for now: ends the segment. */
  pause(): void {
    if (this.#packets.length > 0) this.#cut()
  }

  #cut(): void {
    const packets = this.#packets
    this.#packets = []
    this.#options.clock.settle()
    const from = this.#startOf(packets[0]!)
    const samples = this.#laidOut(packets, from)
    const length = samples.reduce((sum, { duration }) => sum + duration, 0)
    this.#isFirst = false
    if (length === 0) return
    this.#end = from + length
    this.#options.onSegment({
      bytes: mp4Segment(this.#segments++, from, samples),
      fromMs: from / SAMPLES_PER_MS,
      durationMs: length / SAMPLES_PER_MS,
    })
  }

  #startOf(first: SoundPacket): number {
    const start = this.#positionOf(first)
    const goesOn = !this.#isFirst && start - this.#end < GAP_MS * SAMPLES_PER_MS
    return goesOn ? this.#end : Math.max(start, this.#end)
  }

  #laidOut(packets: readonly SoundPacket[], from: number): Sample[] {
    const samples: Sample[] = []
    let position = from
    for (const packet of packets) {
      for (; this.#positionOf(packet) - position >= SILENCE_SAMPLES; position += SILENCE_SAMPLES) {
        samples.push({ data: SILENCE, key: true, duration: SILENCE_SAMPLES })
      }
      const isOver = position - this.#positionOf(packet) >= LEFT_OUT_FROM * packet.samples
      if (isOver) continue
      samples.push({ data: packet.data, key: true, duration: packet.samples })
      position += packet.samples
    }
    return samples
  }

  #positionOf({ timestamp }: SoundPacket): number {
    return Math.max(0, Math.round(this.#options.clock.at(timestamp) * SAMPLES_PER_MS))
  }
}
