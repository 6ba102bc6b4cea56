import type { Track } from '@lectern/recording/timeline'
import { keepInStep } from './keepInStep.ts'
import type { ReplayClock } from './Replay.ts'
import type { TrackPlayer, TrackState } from './TrackPlayer.ts'
import { ownTime, segmentAt } from './trackSpans.ts'

/** Plays an address into an element. */
export interface Stream {
  close(): void
}
/** `onFailed`: it cannot be played from there. */
export type OpenStream = (element: HTMLMediaElement, url: string, onFailed: () => void) => Promise<Stream>

export interface LibraryPlayerOptions {
  element: HTMLMediaElement
  /** Where the video library has the track. */
  url: string
  openStream: OpenStream
  /** Plays it from our own store, into the same element. */
  makeLocal: () => TrackPlayer
  onBlocked: () => void
}

/** `HAVE_CURRENT_DATA`. */
const HAS_PICTURE = 2

/** A track from the video library, in whose time its gaps do not exist; from our own store where the library fails. */
export class LibraryPlayer implements TrackPlayer {
  readonly element: HTMLMediaElement
  readonly #options: LibraryPlayerOptions
  readonly #stream: Promise<Stream | null>
  #local: TrackPlayer | undefined
  #closed = false

  constructor(options: LibraryPlayerOptions) {
    this.#options = options
    this.element = options.element
    this.#stream = options
      .openStream(options.element, options.url, () => void this.#giveUp())
      .catch(() => this.#giveUp().then(() => null))
  }

  follow(clock: ReplayClock, track: Track): TrackState {
    if (this.#local) return this.#local.follow(clock, track)
    if (segmentAt(track, clock.t) < 0) {
      if (!this.element.paused) this.element.pause()
      return 'none'
    }
    void keepInStep(this.element, clock, ownTime(track, clock.t)).then((plays) => {
      if (!plays) this.#options.onBlocked()
    })
    return this.element.readyState >= HAS_PICTURE ? 'ready' : 'loading'
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    void this.#stream.then((stream) => stream?.close())
    this.#local?.close()
    this.element.pause()
  }

  async #giveUp(): Promise<void> {
    if (this.#closed || this.#local) return
    this.#local = this.#options.makeLocal()
    const stream = await this.#stream
    stream?.close()
  }
}
