import type { Track } from '@lectern/recording/timeline'
import { keepInStep, type Playable } from './keepInStep.ts'
import type { ReplayClock } from './Replay.ts'
import { ReplayError, type ReplayLoader } from './ReplayLoader.ts'
import { segmentAt, segmentsBetween } from './trackSpans.ts'

/**
 * `none`: the track has nothing for this moment. `ready`: its picture or sound of this moment is there. `loading`: it is on its way.
 */
export type TrackState = 'none' | 'ready' | 'loading'

/** One recorded track, played in step with the clock. */
export interface TrackPlayer {
  readonly element: Playable & HTMLMediaElement
  /** Follows the clock; `track` may have grown. */
  follow(clock: ReplayClock, track: Track): TrackState
  close(): void
}

export interface TrackPlayerOptions {
  track: Track
  loader: Pick<ReplayLoader, 'init' | 'segment'>
  element: HTMLMediaElement
  /** The browser wants a click before it plays. */
  onBlocked: () => void
  /** For tests. */
  makeSource?: () => MediaSource
  /** For tests: address of a source. */
  addressOf?: (source: MediaSource) => string
}

/** Loaded ahead of the clock, ms of playing at speed 1. */
const AHEAD_MS = 20_000
/** Kept behind it. */
const BEHIND_MS = 15_000
/** A segment is asked for again so often before it counts as missing. */
const TRIES = 3
/** `HAVE_CURRENT_DATA`. */
const HAS_PICTURE = 2
/** Ends and beginnings of what is loaded are not exact, s. */
const SLACK = 0.15
/** This far before the end of what is loaded there is still a picture, s. */
const EDGE = 0.02

/** A track from our own store: segments go into a `MediaSource` as they are, since they are stamped in class time. */
export class SegmentPlayer implements TrackPlayer {
  readonly element: HTMLMediaElement
  readonly #options: TrackPlayerOptions
  readonly #source: MediaSource
  readonly #address: string
  #track: Track
  #buffer: SourceBuffer | undefined
  readonly #begun = Promise.withResolvers<void>()
  readonly #init: Promise<ArrayBuffer>
  readonly #loaded = new Set<number>()
  /** Cannot be had: skipped. */
  readonly #missing = new Set<number>()
  readonly #tries = new Map<number, number>()
  #loading: { n: number; abort: AbortController } | undefined
  #broken = false
  #closed = false

  constructor(options: TrackPlayerOptions) {
    this.#options = options
    this.#track = options.track
    this.element = options.element
    this.#init = options.loader.init(options.track.id)
    this.#init.catch(() => undefined)
    this.#source = (options.makeSource ?? newSource)()
    this.#address = (options.addressOf ?? ((source) => URL.createObjectURL(source)))(this.#source)
    this.#source.addEventListener('sourceopen', () => void this.#begin(), { once: true })
    this.element.addEventListener('error', this.#handleError)
    this.element.src = this.#address
  }

  follow(clock: ReplayClock, track: Track): TrackState {
    this.#track = track
    const n = segmentAt(track, clock.t)
    this.#load(clock.t)
    if (n < 0 || this.#missing.has(n) || this.#broken) return this.#rest()
    const at = this.#placeOf(clock.t / 1000)
    if (at === undefined) return this.#loaded.has(n) ? this.#rest() : 'loading'
    void keepInStep(this.element, clock, at).then((plays) => {
      if (!plays) this.#options.onBlocked()
    })
    return this.element.readyState >= HAS_PICTURE ? 'ready' : 'loading'
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#loading?.abort.abort()
    this.element.removeEventListener('error', this.#handleError)
    this.element.pause()
    this.element.removeAttribute('src')
    this.element.load()
    if (this.#address.startsWith('blob:')) URL.revokeObjectURL(this.#address)
  }

  /** What the browser cannot play is left out; everything else goes on. */
  readonly #handleError = (): void => {
    this.#broken = true
  }

  async #begin(): Promise<void> {
    try {
      this.#buffer = this.#source.addSourceBuffer(this.#track.mime)
      await this.#append(await this.#init)
    } catch {
      this.#broken = true
    }
    this.#begun.resolve()
  }

  /** There is nothing to play: a gap, also one inside of a segment. */
  #rest(): TrackState {
    if (!this.element.paused) this.element.pause()
    return 'none'
  }

  /** Where in what is loaded a moment is to be found, seconds. An element that is sent just beside it would seek for ever. */
  #placeOf(at: number): number | undefined {
    const { buffered } = this.element
    for (let range = 0; range < buffered.length; range++) {
      const [start, end] = [buffered.start(range), buffered.end(range)]
      if (at >= start - SLACK && at < end + SLACK) return Math.max(start, Math.min(at, end - EDGE))
    }
    return undefined
  }

  /** Loads the next segment that is needed at t, one at a time, and lets go of those far behind. */
  #load(t: number): void {
    if (this.#broken || this.#closed) return
    const wanted = segmentsBetween(this.#track, t, t + AHEAD_MS)
    if (this.#loading && !wanted.includes(this.#loading.n)) this.#loading.abort.abort()
    const n = wanted.find((each) => !this.#loaded.has(each) && !this.#missing.has(each))
    if (this.#loading || n === undefined) return
    const loading = { n, abort: new AbortController() }
    this.#loading = loading
    void this.#take(n, loading.abort.signal, t).finally(() => {
      this.#loading = undefined
    })
  }

  async #take(n: number, signal: AbortSignal, t: number): Promise<void> {
    try {
      const bytes = await this.#options.loader.segment(this.#track.id, n, signal)
      await this.#begun.promise
      if (signal.aborted) return
      await this.#forget(t)
      await this.#append(bytes)
      this.#loaded.add(n)
    } catch (error) {
      if (!signal.aborted) await this.#handleFailure(n, error, t)
    }
  }

  async #handleFailure(n: number, error: unknown, t: number): Promise<void> {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') {
      await this.#remove(0, Math.max(0, t / 1000 - 1))
      return
    }
    const tries = (this.#tries.get(n) ?? 0) + 1
    this.#tries.set(n, tries)
    if (tries >= TRIES || !(error instanceof ReplayError) || !error.passes) this.#missing.add(n)
  }

  /** What lies far behind, and after a leap back far ahead, takes room for nothing. */
  async #forget(t: number): Promise<void> {
    const keep = new Set(segmentsBetween(this.#track, t - BEHIND_MS, t + 2 * AHEAD_MS))
    const old = [...this.#loaded].filter((n) => !keep.has(n))
    if (old.length === 0) return
    for (const n of old) this.#loaded.delete(n)
    const spans = [...keep].map((n) => this.#track.segments[n]!)
    const from = Math.min(...spans.map(([start]) => start)) / 1000
    const to = Math.max(...spans.map(([start, duration]) => start + duration)) / 1000
    await this.#remove(0, from)
    await this.#remove(to, Number.POSITIVE_INFINITY)
  }

  #append(bytes: ArrayBuffer): Promise<void> {
    return this.#change((buffer) => buffer.appendBuffer(bytes))
  }

  async #remove(from: number, to: number): Promise<void> {
    if (to > from) await this.#change((buffer) => buffer.remove(from, to))
  }

  /** Rejects where the browser does not take it. */
  async #change(act: (buffer: SourceBuffer) => void): Promise<void> {
    const buffer = this.#buffer
    if (!buffer || this.#closed || this.#source.readyState !== 'open') return
    const over = new AbortController()
    const { signal } = over
    try {
      await new Promise<void>((resolve, reject) => {
        buffer.addEventListener('updateend', () => resolve(), { signal })
        buffer.addEventListener('error', () => reject(new Error('the browser did not take a segment')), { signal })
        act(buffer)
      })
    } finally {
      over.abort()
    }
  }
}

/** iPhones have only the managed one, which wants to know that the element is not to be cast elsewhere. */
function newSource(): MediaSource {
  const { ManagedMediaSource } = globalThis as { ManagedMediaSource?: typeof MediaSource }
  return new (globalThis.MediaSource ?? ManagedMediaSource)()
}
