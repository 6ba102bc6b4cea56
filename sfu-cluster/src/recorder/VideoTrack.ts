import { mp4Segment, type Sample, webmSegment } from '@lectern/recording/containers'
import type { TrackClock } from './TrackClock.ts'
import type { Segment, TrackFormat } from './TrackFormat.ts'

/** A picture in its order. */
export interface ArrivedPicture {
  data: Buffer
  key: boolean
  /** Unwrapped, 90 kHz. */
  timestamp: number
  /** When it was complete here, ms. */
  at: number
}

export interface TrackOptions {
  format: TrackFormat
  clock: TrackClock
  /** Class time before which nothing may lie, ms: what was recorded before of the same source. */
  notBefore: number
  onSegment: (segment: Segment) => void
}

const TICKS_PER_MS = 90
/** A segment ends with the first key picture after this, ms. */
const SHORTEST_MS = 2000
/** From then on a key picture is asked for, ms: so that it has come before 4 s are over. */
const ASK_AFTER_MS = 3000
/** Where none comes, the segment ends without one, ms. */
const LONGEST_MS = 8000
/** So much is in one segment at most; whoever sends more does not mean it. */
const MAX_BYTES = 32 << 20
/** Longest that a picture stands; a sender that has nothing new to show still answers when asked for a key picture. */
const GAP_MS = 5000
/** How long a picture stands of which no more is known, ms. */
const USUAL_MS = 33
const LONGEST_USUAL_MS = 1000

/** Cuts the pictures of one track into segments. */
export class VideoTrack {
  readonly #options: TrackOptions
  #pictures: ArrivedPicture[] = []
  #bytes = 0
  #segments = 0
  /** Class time where the last segment ended, ticks. */
  #end: number
  /** The last segment goes on in the next one. */
  #goesOn = false
  #lacksKey = false

  constructor(options: TrackOptions) {
    this.#options = options
    this.#end = this.#toTicks(options.notBefore)
  }

  get format(): TrackFormat {
    return this.#options.format
  }

  /** Class time of the end of what it has given away, ms. */
  get endMs(): number {
    return (this.#end / this.format.timescale) * 1000
  }

  /** Whether a key picture is due. */
  wantsKey(now: number): boolean {
    const [first] = this.#pictures
    return this.#lacksKey || (first !== undefined && now - first.at >= ASK_AFTER_MS)
  }

  add(picture: ArrivedPicture): void {
    const last = this.#pictures.at(-1)
    if (last && picture.timestamp - last.timestamp > GAP_MS * TICKS_PER_MS) this.pause()
    if (this.#isFull(picture)) this.#cut(picture.timestamp, true)
    // Behind a gap players begin anew, which they do with a key picture only.
    this.#lacksKey = !picture.key && this.#pictures.length === 0 && !this.#goesOn
    if (this.#lacksKey) return
    this.#pictures.push(picture)
    this.#bytes += picture.data.length
  }

  /** Where nothing came for long, the segment ends. */
  tick(now: number): void {
    const last = this.#pictures.at(-1)
    if (last && now - last.at > GAP_MS) this.pause()
  }

  /** No more comes for now: ends the segment. */
  pause(): void {
    const last = this.#pictures.at(-1)
    if (last) this.#cut(last.timestamp + this.#usualTicks(), false)
  }

  /** Another track goes on from this timestamp. */
  endAt(timestamp: number): void {
    if (this.#pictures.length > 0) this.#cut(timestamp, false)
  }

  /** Whether the segment ends where this picture begins. */
  #isFull(picture: ArrivedPicture): boolean {
    const [first] = this.#pictures
    if (!first) return false
    const lengthMs = (picture.timestamp - first.timestamp) / TICKS_PER_MS
    if (picture.key && lengthMs >= SHORTEST_MS) return true
    return lengthMs >= LONGEST_MS || picture.at - first.at >= LONGEST_MS || this.#bytes > MAX_BYTES
  }

  /** As long as the picture before stood. */
  #usualTicks(): number {
    const [before, last] = this.#pictures.slice(-2)
    if (!before || !last) return USUAL_MS * TICKS_PER_MS
    return Math.min(last.timestamp - before.timestamp, LONGEST_USUAL_MS * TICKS_PER_MS)
  }

  /** `endTimestamp`: where the last picture ends. */
  #cut(endTimestamp: number, goesOn: boolean): void {
    const { clock, format, onSegment } = this.#options
    const pictures = this.#pictures
    this.#pictures = []
    this.#bytes = 0
    clock.settle()
    const starts = this.#startsOf(pictures, endTimestamp)
    const samples = pictures.map(({ data, key }, i): Sample => ({ data, key, duration: starts[i + 1]! - starts[i]! }))
    const from = starts[0]!
    this.#end = starts.at(-1)!
    this.#goesOn = goesOn
    const n = this.#segments++
    onSegment({
      bytes: format.container === 'mp4' ? mp4Segment(n, from, samples) : webmSegment(from, samples),
      fromMs: (from / format.timescale) * 1000,
      durationMs: ((this.#end - from) / format.timescale) * 1000,
    })
  }

  /** Where each picture starts, and the last one ends, in ticks; rising. */
  #startsOf(pictures: readonly ArrivedPicture[], endTimestamp: number): number[] {
    const starts: number[] = []
    let earliest = this.#end
    for (const { timestamp } of pictures) {
      const follows = starts.length === 0 && this.#goesOn
      const start = follows ? this.#end : Math.max(earliest, this.#ticksAt(timestamp))
      starts.push(start)
      earliest = start + 1
    }
    return [...starts, Math.max(earliest, this.#ticksAt(endTimestamp))]
  }

  #ticksAt(timestamp: number): number {
    return this.#toTicks(this.#options.clock.at(timestamp))
  }

  #toTicks(ms: number): number {
    return Math.max(0, Math.round((ms / 1000) * this.format.timescale))
  }
}
