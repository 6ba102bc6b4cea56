import type { TrackEnd } from '@lectern/protocol'
import { type ObjectStore, segmentKey, trackInitKey, trackManifestKey } from '@lectern/recording'
import type { TrackManifest } from '@lectern/recording/timeline'
import type { StoreHealth } from './StoreHealth.ts'
import type { Segment, TrackFormat } from './TrackFormat.ts'

/** What is told of a track, each once its objects are stored. `at`: log time, epoch ms. */
export interface TrackEvents {
  started(track: string, format: TrackFormat): void
  segment(track: string, n: number, at: number, durationMs: number, bytes: number): void
  ended(track: string, reason: TrackEnd): void
  /** A segment was given up. */
  dropped(): void
}

export interface TrackOutputOptions {
  store: ObjectStore
  health: StoreHealth
  room: string
  track: string
  format: TrackFormat
  /** Log time of class time 0, epoch ms. */
  startedAt: number
  events: TrackEvents
}

/** What waits for a store that takes nothing, at most, ms of the track. */
const MAX_WAITING_MS = 30_000
const MAX_WAITING_BYTES = 64 << 20
/** How long it is tried to store what is left of a track that ended, ms. */
const PATIENCE_MS = 30_000
const AGAIN_MS = 1000
/** A store that takes so long for one object counts as one that does not work, ms. */
const SLOW_MS = 8000

/** Brings one track into the store, object after object. While the store fails, a while of segments waits here, the oldest go first. */
export class TrackOutput {
  readonly #options: TrackOutputOptions
  readonly #manifest: TrackManifest
  readonly #waiting: Segment[] = []
  #working: Promise<void> = Promise.resolve()
  #isWorking = false
  #isStarted = false
  #dropped = 0
  /** Until when it is tried, ms; from the end of the track on. */
  #until = Number.POSITIVE_INFINITY
  #stopWaiting: () => void = () => undefined

  constructor(options: TrackOutputOptions) {
    this.#options = options
    const { track, format } = options
    const { mime, width, height } = format
    this.#manifest = { track, mime, width, height, segments: [], ended: null }
    this.#work()
  }

  add(segment: Segment): void {
    this.#waiting.push(segment)
    while (this.#isTooMuch()) {
      this.#waiting.shift()
      this.#drop()
    }
    this.#work()
  }

  /** Nothing more comes. Resolves when all is stored or given up, and told. */
  async end(reason: TrackEnd): Promise<void> {
    this.#until = Date.now() + PATIENCE_MS
    await this.#working
    while (this.#waiting.length > 0) {
      this.#waiting.shift()
      this.#drop()
    }
    const told = this.#dropped > 0 && reason === 'closed' ? 'store' : reason
    this.#manifest.ended = told
    if (!this.#isStarted) return
    await this.#try(() => this.#putManifest())
    this.#options.events.ended(this.#manifest.track, told)
  }

  /** Do not wait for the store any longer than it takes to ask it once more. */
  hurry(): void {
    this.#until = 0
    this.#stopWaiting()
  }

  #isTooMuch(): boolean {
    let [ms, size] = [0, 0]
    for (const { durationMs, bytes } of this.#waiting) {
      ms += durationMs
      size += bytes.length
    }
    return ms > MAX_WAITING_MS || size > MAX_WAITING_BYTES
  }

  #work(): void {
    if (this.#isWorking) return
    this.#isWorking = true
    this.#working = this.#carryOut()
  }

  async #carryOut(): Promise<void> {
    try {
      if (!this.#isStarted && !(await this.#start())) return
      for (let segment = this.#waiting.shift(); segment; segment = this.#waiting.shift()) await this.#store(segment)
    } finally {
      this.#isWorking = false
    }
  }

  async #store(segment: Segment): Promise<void> {
    const { store, room, track } = this.#options
    const n = this.#manifest.segments.length
    const isStored = await this.#try(() => store.put(segmentKey(room, track, n), segment.bytes))
    if (isStored) await this.#told(n, segment)
    else this.#drop()
  }

  async #start(): Promise<boolean> {
    const { store, room, track, format, events } = this.#options
    if (!(await this.#try(() => store.put(trackInitKey(room, track), format.init)))) return false
    this.#isStarted = true
    events.started(track, format)
    return true
  }

  async #told(n: number, { fromMs, durationMs, bytes }: Segment): Promise<void> {
    const { startedAt, track, events } = this.#options
    const at = toMicroseconds(startedAt + fromMs)
    const lasts = toMicroseconds(durationMs)
    this.#manifest.segments.push([at, lasts, bytes.length])
    await this.#try(() => this.#putManifest())
    events.segment(track, n, at, lasts, bytes.length)
  }

  #putManifest(): Promise<void> {
    const { store, room, track } = this.#options
    return store.put(trackManifestKey(room, track), Buffer.from(JSON.stringify(this.#manifest)))
  }

  #drop(): void {
    this.#dropped += 1
    this.#options.events.dropped()
  }

  /** Until it succeeds, or the track has ended and its time is over. */
  async #try(put: () => Promise<void>): Promise<boolean> {
    for (;;) {
      if (await this.#succeeds(put)) return true
      if (Date.now() >= this.#until) return false
      await this.#pause()
    }
  }

  async #succeeds(put: () => Promise<void>): Promise<boolean> {
    const { health } = this.#options
    const slow = setTimeout(() => health.failed('the store does not answer'), SLOW_MS)
    try {
      await put()
      health.succeeded()
      return true
    } catch (error) {
      health.failed(error instanceof Error ? error.message : String(error))
      return false
    } finally {
      clearTimeout(slow)
    }
  }

  #pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, AGAIN_MS)
    this.#stopWaiting = () => {
      clearTimeout(timer)
      resolve()
    }
    return promise
  }
}

const toMicroseconds = (ms: number): number => Math.round(ms * 1000) / 1000
