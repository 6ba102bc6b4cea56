import { type Change, type Chunk, type ChunkRef, TimelineFold, type TimelineState } from '@lectern/recording/timeline'

/** Chunks that stay at hand, decoded. */
const KEPT = 256

interface Place {
  /** Index into the refs of the chunk that is next, or being read. */
  ref: number
  /** Frames of it that are folded. */
  frame: number
}

/** A place in the timeline, with the state there. Loads what it needs and keeps some of it. */
export class TimelineCursor {
  readonly #load: (n: number) => Promise<Chunk>
  readonly #loading = new Map<number, Promise<Chunk>>()
  /** By `n`, the least recently used first. */
  readonly #chunks = new Map<number, Chunk>()
  #refs: readonly ChunkRef[]
  #fold = new TimelineFold()
  #place: Place = { ref: 0, frame: 0 }
  #t = -1
  /** The latest call of `seek`. */
  #goal: object | undefined

  constructor(refs: readonly ChunkRef[], load: (n: number) => Promise<Chunk>) {
    this.#refs = refs
    this.#load = load
  }

  /** What everybody saw at this place. Not to be changed. */
  get state(): TimelineState {
    return this.#fold.state
  }

  /** The same timeline, which has grown. */
  grow(refs: readonly ChunkRef[]): void {
    this.#refs = refs
  }

  /** Goes to a moment. Of several calls at once the last one counts: the others resolve with false. */
  async seek(t: number): Promise<boolean> {
    const start = this.#startFor(t)
    const goesOn = start === this.#place
    const needed = this.#refs.slice(start.ref).filter(({ fromMs }) => fromMs <= t)
    const goal = { t }
    this.#goal = goal
    await Promise.all(needed.map(({ n }) => this.#chunk(n)))
    if (this.#goal !== goal) return false
    if (!goesOn) this.#restart(start)
    this.step(t)
    return true
  }

  /** Goes on to a later moment and gives what happens till then; null while that is not loaded. Same moment: nothing happens. */
  step(t: number): Change[] | null {
    const refs = this.#refs.slice(this.#place.ref).filter(({ kind, fromMs }) => kind === 'frames' && fromMs <= t)
    if (refs.some(({ n }) => !this.#chunks.has(n))) return null
    const changes: Change[] = []
    for (let at = this.#place; ; at = { ref: at.ref + 1, frame: 0 }) {
      this.#place = at
      const ref = this.#refs[at.ref]
      if (!ref || ref.fromMs > t) break
      if (ref.kind === 'frames' && !this.#read(ref, at, t, changes)) break
    }
    this.#fold.apply(changes)
    this.#t = t
    return changes
  }

  /** Loads what follows, up to a moment. Rejects where that fails. */
  async prefetch(to: number): Promise<void> {
    const refs = this.#refs.slice(this.#place.ref).filter(({ kind, fromMs }) => kind === 'frames' && fromMs <= to)
    await Promise.all(refs.map(({ n }) => this.#chunk(n)))
  }

  /** Collects what of a chunk happens till t; false where some of it comes later. */
  #read(ref: ChunkRef, at: Place, t: number, changes: Change[]): boolean {
    const chunk = this.#chunks.get(ref.n)
    if (chunk?.kind !== 'frames') return true
    let { frame } = at
    for (; frame < chunk.frames.length && chunk.frames[frame]!.t <= t; frame++) changes.push(...chunk.frames[frame]!.changes)
    this.#place = { ref: at.ref, frame }
    return frame === chunk.frames.length
  }

  /** From here, where nothing better lies between here and there; else from the last snapshot before. */
  #startFor(t: number): Place {
    const snapshot = this.#refs.findLastIndex(({ kind, fromMs }) => kind === 'snapshot' && fromMs <= t)
    if (this.#t >= 0 && t >= this.#t && snapshot <= this.#place.ref) return this.#place
    return { ref: Math.max(0, snapshot), frame: 0 }
  }

  #restart(place: Place): void {
    this.#place = place
    const chunk = this.#chunks.get(this.#refs[place.ref]?.n ?? -1)
    this.#fold = new TimelineFold(chunk?.kind === 'snapshot' ? chunk.state : undefined)
  }

  #chunk(n: number): Promise<Chunk> {
    const chunk = this.#chunks.get(n)
    if (chunk) {
      this.#keep(n, chunk)
      return Promise.resolve(chunk)
    }
    const loading = this.#loading.get(n) ?? this.#fetch(n)
    this.#loading.set(n, loading)
    return loading
  }

  async #fetch(n: number): Promise<Chunk> {
    try {
      const chunk = await this.#load(n)
      this.#keep(n, chunk)
      return chunk
    } finally {
      this.#loading.delete(n)
    }
  }

  #keep(n: number, chunk: Chunk): void {
    this.#chunks.delete(n)
    this.#chunks.set(n, chunk)
    const [oldest] = this.#chunks.keys()
    if (this.#chunks.size > KEPT && oldest !== undefined) this.#chunks.delete(oldest)
  }
}
