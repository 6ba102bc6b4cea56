import { boardDocument, chatDocument, STAGE, STAGE_CLASS, type StageClass } from '@lectern/protocol'
import {
  applyChanges,
  type Change,
  diffStates,
  type PartOfMoment,
  TimelineFold,
  type TimelineIndex,
  type TimelineState,
  withoutThose,
} from '@lectern/recording/timeline'
import { Emitter } from '../classroom/Emitter.ts'
import { State } from '../classroom/State.ts'
import { ReplayDocument } from './ReplayDocument.ts'
import { ReplayError, type ReplayLoader } from './ReplayLoader.ts'
import { endOf, intoSpans, playableSpans, type Span, startOf } from './spans.ts'

export interface ReplayClock {
  /** Class time of what is shown, ms. */
  t: number
  /** It runs, or would if it had not to wait. */
  playing: boolean
  /** 0.5 to 2. */
  rate: number
  /** Something that belongs to this moment is not here yet. */
  waiting: boolean
  /** Played to the end. */
  ended: boolean
}

export interface ReplayOptions {
  loader: ReplayLoader
  /** Class time to begin at, ms; else the beginning. */
  startMs?: number
  /** For tests: a clock in ms that never falls. */
  now?: () => number
  /** For tests: calls `tick` many times a second; gives what ends that. */
  everyTick?: (tick: () => void) => () => void
}

/** Something that follows the clock: sound and picture. */
export interface Follower {
  /** Called at every tick, and after each jump. Gives whether it has what belongs to this moment. */
  follow(clock: ReplayClock): boolean
}

const TICK_MS = 40
/** What is needed within this time of playing is loaded ahead, ms. */
const AHEAD_MS = 30_000
const LOOK_AGAIN_MS = 2000
/** Further back than this, ms, there is time: the index of a long class is not small. */
const FAR_BACK_MS = 60_000
const LOOK_SELDOM_MS = 10_000
export const RATES: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]

/**
 * A class watched again, or from earlier while it goes on: its documents at the moment shown, and the clock that everything follows.
 * `open` one, `close` it. Knows no React.
 */
export class Replay {
  readonly index: State<TimelineIndex>
  readonly clock: State<ReplayClock>
  /** Why nothing goes on: something cannot be loaded, and is tried again. Null while all is well. */
  readonly problem = new State<ReplayError | null>(null)
  readonly #loader: ReplayLoader
  readonly #now: () => number
  readonly #stopTicks: () => void
  readonly #documents = new Map<string, ReplayDocument>()
  readonly #followers = new Set<Follower>()
  readonly #events = new Emitter<{ seek: number }>()
  readonly #fold: TimelineFold
  /** At `clock.t`, unless one is on the way elsewhere. */
  #state: TimelineState = {}
  /** Documents of that moment that nobody looks at, and that are not in it. */
  #lacking: ReadonlySet<string> = new Set()
  /** Counts ways elsewhere: only the last one arrives. */
  #ways = 0
  #tickedAt: number
  #seeking = false
  #loadingAhead = false
  #lookTimer: ReturnType<typeof setTimeout> | undefined
  #retryTimer: ReturnType<typeof setTimeout> | undefined
  #closed = false

  /** Loads what there is of the recording and goes to the first moment. Rejects with a `ReplayError`. */
  static async open(options: ReplayOptions): Promise<Replay> {
    const index = await options.loader.index()
    const replay = new Replay(index, options)
    try {
      await replay.#go(replay.clock.getSnapshot().t)
    } catch (error) {
      replay.close()
      throw error
    }
    return replay
  }

  private constructor(index: TimelineIndex, { loader, startMs, now, everyTick = tickOften }: ReplayOptions) {
    this.#loader = loader
    this.#now = now ?? (() => performance.now())
    this.#tickedAt = this.#now()
    this.index = new State(index)
    const spans = playableSpans(index)
    const t = intoSpans(spans, startMs ?? startOf(spans))
    this.clock = new State<ReplayClock>({ t, playing: false, rate: 1, waiting: true, ended: false })
    // Chunks of an edited or sealed recording are others: those of the index at hand are meant.
    this.#fold = new TimelineFold(index, (n) => this.#loader.chunk(n, this.index.getSnapshot().revision))
    this.#stopTicks = everyTick(() => this.#tick())
    this.#lookLater()
  }

  /** What can be played now. */
  get spans(): Span[] {
    return playableSpans(this.index.getSnapshot())
  }

  /**
   * What everybody saw at the moment shown, of the documents that are on show or open: document → map → key → value. Not to be
   * changed.
   */
  get state(): TimelineState {
    return this.#state
  }

  /** A document at the moment shown, from now on. It is the same until its `close`. */
  document(name: string): ReplayDocument {
    const document =
      this.#documents.get(name) ?? new ReplayDocument(name, this.#state[name], () => this.#documents.delete(name))
    this.#documents.set(name, document)
    // Not at once: documents are asked for while a page is drawn, which no change of the clock may come between.
    if (this.#lacking.has(name)) queueMicrotask(() => this.#fill())
    return document
  }

  /** Lets something follow the clock. Gives what ends that. */
  addFollower(follower: Follower): () => void {
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }

  /** Tells of each jump: where to, class time in ms. Gives what ends that. */
  onSeek(listener: (t: number) => void): () => void {
    return this.#events.on('seek', listener)
  }

  play(): void {
    const { ended } = this.clock.getSnapshot()
    this.#tickedAt = this.#now()
    this.clock.patch({ playing: true })
    if (ended) this.seek(startOf(this.spans))
    // At once: browsers let sound begin only while the person's click is being handled.
    else this.#tellFollowers()
  }

  pause(): void {
    this.clock.patch({ playing: false })
    this.#tellFollowers()
  }

  setRate(rate: number): void {
    this.clock.patch({ rate })
  }

  /** Goes to a moment, class time in ms; to the next one that is shown, where that one is not. */
  seek(ms: number): void {
    const t = intoSpans(this.spans, ms)
    this.clock.patch({ t, waiting: true, ended: false })
    this.#events.emit('seek', t)
    void this.#go(t).catch((error: unknown) => this.#handleFailure(error))
  }

  /** Tries again at once what could not be loaded. */
  retry(): void {
    clearTimeout(this.#retryTimer)
    this.#retryTimer = undefined
    void this.#look()
    this.seek(this.clock.getSnapshot().t)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#stopTicks()
    clearTimeout(this.#lookTimer)
    clearTimeout(this.#retryTimer)
    for (const document of [...this.#documents.values()]) document.close()
  }

  async #go(t: number): Promise<void> {
    this.#seeking = true
    this.#ways += 1
    const way = this.#ways
    const start = performance.now()
    const { state, lacking } = await this.#partAt(t)
    if (way !== this.#ways || this.#closed) return
    this.#seeking = false
    this.problem.set(null)
    this.#apply(diffStates(this.#state, state))
    this.#state = state
    this.#lacking = lacking
    tellTiming(start)
    this.#tickedAt = this.#now()
    this.clock.patch({ waiting: !this.#tellFollowers() })
    // What was opened on the way is not in it.
    this.#fill()
  }

  /** What is on show at a moment, and what was asked for. A long class has many pages, of which one is on show. */
  async #partAt(t: number): Promise<PartOfMoment> {
    const wanted = new Set([STAGE, ...this.#documents.keys()])
    const part = await this.#fold.partAt(t, (name) => wanted.has(name))
    const missing = shownBy(part.state).filter((name) => part.lacking.has(name))
    if (missing.length === 0) return part
    for (const name of missing) wanted.add(name)
    return this.#fold.partAt(t, (name) => wanted.has(name))
  }

  /** Somebody looks at a document that was not loaded. */
  #fill(): void {
    if (this.#closed || this.#seeking) return
    const isStillLacking = [...this.#documents.keys()].some((name) => this.#lacking.has(name))
    if (!isStillLacking) return
    this.clock.patch({ waiting: true })
    void this.#go(this.clock.getSnapshot().t).catch((error: unknown) => this.#handleFailure(error))
  }

  #tick(): void {
    const { t, playing, rate, waiting } = this.clock.getSnapshot()
    const at = this.#now()
    const moved = playing && !waiting ? (at - this.#tickedAt) * rate : 0
    this.#tickedAt = at
    if (!this.#seeking) this.#advance(t, t + moved)
  }

  #advance(from: number, to: number): void {
    const { spans } = this
    const t = Math.max(from, intoSpans(spans, to))
    if (t > to) {
      this.seek(t)
      return
    }
    const changes = this.#fold.changesAtHand(from, t)
    if (!changes) {
      this.#loadAhead(t)
      this.clock.patch({ waiting: true })
      return
    }
    const known = withoutThose(changes, this.#lacking)
    this.#state = known.length > 0 ? applyChanges(this.#state, known) : this.#state
    this.#apply(known)
    const ended = t >= endOf(spans) && !this.index.getSnapshot().live
    const playing = this.clock.getSnapshot().playing && !ended
    this.clock.patch({ t, playing, ended })
    const ready = this.#tellFollowers()
    this.clock.patch({ waiting: !ready })
    // Browsers ask a server for few things at once: what is for later would hold up what is for now.
    if (ready) this.#loadAhead(t)
  }

  #apply(changes: readonly Change[]): void {
    if (changes.length === 0) return
    const byDocument = Map.groupBy(changes, ([document]) => document)
    for (const [name, ofDocument] of byDocument) this.#documents.get(name)?.apply(ofDocument)
  }

  /** Whether all have what belongs to this moment. */
  #tellFollowers(): boolean {
    const clock = this.clock.getSnapshot()
    return [...this.#followers].map((follower) => follower.follow(clock)).every((ready) => ready)
  }

  #loadAhead(t: number): void {
    if (this.#loadingAhead || this.#retryTimer !== undefined) return
    this.#loadingAhead = true
    const { rate } = this.clock.getSnapshot()
    this.#fold
      .prefetch(t, t + AHEAD_MS * rate)
      .then(
        () => this.problem.set(null),
        (error: unknown) => this.#handleFailure(error),
      )
      .finally(() => {
        this.#loadingAhead = false
      })
  }

  #handleFailure(error: unknown): void {
    if (this.#closed) return
    this.problem.set(error instanceof ReplayError ? error : new ReplayError(null))
    this.#retryTimer ??= setTimeout(() => {
      this.#retryTimer = undefined
      if (this.#seeking) this.seek(this.clock.getSnapshot().t)
    }, LOOK_AGAIN_MS)
  }

  /** While the class goes on there is more and more of it. */
  #lookLater(): void {
    if (!this.index.getSnapshot().live || this.#closed) return
    const behind = endOf(this.spans) - this.clock.getSnapshot().t
    this.#lookTimer = setTimeout(() => void this.#look(), behind > FAR_BACK_MS ? LOOK_SELDOM_MS : LOOK_AGAIN_MS)
  }

  async #look(): Promise<void> {
    clearTimeout(this.#lookTimer)
    try {
      const next = await this.#loader.index()
      if (!this.#closed) this.#takeIndex(next)
    } catch {
      // What is here goes on playing; what is missing then is told of where it is needed.
    }
    this.#lookLater()
  }

  #takeIndex(next: TimelineIndex): void {
    const before = this.index.getSnapshot()
    this.index.set(next)
    this.#fold.update(next)
    // Edited: what was shown may not be there any more.
    if (before.revision !== next.revision) this.seek(this.clock.getSnapshot().t)
  }
}

/** What the page opens as soon as it sees this stage: the page of the board, and the end of the chat. */
function shownBy(state: TimelineState): string[] {
  const { page, chatDocuments } = { ...(state[STAGE]?.[STAGE_CLASS] as Partial<StageClass> | undefined) }
  const board = page === undefined ? [] : [boardDocument(page)]
  return chatDocuments === undefined ? board : [...board, chatDocument(chatDocuments - 1)]
}

function tickOften(tick: () => void): () => void {
  const timer = setInterval(tick, TICK_MS)
  return () => clearInterval(timer)
}

/** For whoever measures: when all documents were set to another moment. Only the last one is kept. */
function tellTiming(start: number): void {
  performance.clearMeasures('replay:state')
  performance.measure('replay:state', { start })
}
