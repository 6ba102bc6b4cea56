import { applyChanges } from './applyChanges.ts'
import { ChunkCache, type ChunkLoader } from './ChunkCache.ts'
import type { ChunkRef, TimelineIndex } from './TimelineIndex.ts'
import type { Change, Chunk, Frame, TimelineState } from './TimelineState.ts'

type FramesChunk = Extract<Chunk, { kind: 'frames' }>

/**
 * What everybody saw, at any moment of a timeline, from its chunks. Keeps no place of its own: ask for the state at one moment, then
 * for the changes from there on. All times are class time, ms.
 */
export class TimelineFold {
  readonly #load: ChunkLoader
  #index: TimelineIndex
  #cache: ChunkCache

  /** `load` gives a chunk by its `n`, and rejects where it cannot be had. */
  constructor(index: TimelineIndex, load: ChunkLoader) {
    this.#index = index
    this.#load = load
    this.#cache = new ChunkCache(load)
  }

  get index(): TimelineIndex {
    return this.#index
  }

  /** The same timeline when it has grown, was sealed, or was edited. */
  update(index: TimelineIndex): void {
    if (index.revision !== this.#index.revision) this.#cache = new ChunkCache(this.#load)
    this.#index = index
  }

  /** The state after all that happened up to `t`. Shares its parts with other states: not to be changed. */
  async stateAt(t: number): Promise<TimelineState> {
    const { snapshot, frames } = this.#sourcesAt(t)
    const [state, ...chunks] = await Promise.all([this.#stateOf(snapshot), ...frames.map((ref) => this.#framesOf(ref))])
    return applyChanges(state, changesOf(chunks, Number.NEGATIVE_INFINITY, t))
  }

  /** What happened after `fromMs`, up to `toMs`. */
  async changesBetween(fromMs: number, toMs: number): Promise<Change[]> {
    const chunks = await Promise.all(this.#framesBetween(fromMs, toMs).map((ref) => this.#framesOf(ref)))
    return [...changesOf(chunks, fromMs, toMs)]
  }

  /** As `changesBetween`, at once; undefined where something of it is not loaded. */
  changesAtHand(fromMs: number, toMs: number): Change[] | undefined {
    const chunks = this.#framesBetween(fromMs, toMs).map(({ n }) => this.#cache.peek(n))
    return chunks.every(isFrames) ? [...changesOf(chunks, fromMs, toMs)] : undefined
  }

  /** Loads what stepping from one moment to another takes. */
  async prefetch(fromMs: number, toMs: number): Promise<void> {
    await Promise.all(this.#framesBetween(fromMs, toMs).map((ref) => this.#framesOf(ref)))
  }

  /** The last snapshot up to `t`, and the frames between it and `t`. */
  #sourcesAt(t: number): { snapshot: ChunkRef | undefined; frames: ChunkRef[] } {
    const { chunks } = this.#index
    const at = chunks.findLastIndex(({ kind, fromMs }) => kind === 'snapshot' && fromMs <= t)
    return {
      snapshot: chunks[at],
      frames: chunks.slice(at + 1).filter(({ kind, fromMs }) => kind === 'frames' && fromMs <= t),
    }
  }

  #framesBetween(afterMs: number, toMs: number): ChunkRef[] {
    return this.#index.chunks.filter((ref) => ref.kind === 'frames' && ref.fromMs <= toMs && ref.toMs > afterMs)
  }

  async #stateOf(ref: ChunkRef | undefined): Promise<TimelineState> {
    if (!ref) return {}
    const chunk = await this.#cache.get(ref)
    if (chunk.kind !== 'snapshot') throw unexpected(ref)
    const documents = Object.entries(chunk.documents).map(
      async ([name, n]) => [name, await this.#documentOf(n)] as const,
    )
    return { ...chunk.state, ...Object.fromEntries(await Promise.all(documents)) }
  }

  async #documentOf(n: number): Promise<TimelineState[string]> {
    const ref = this.#index.chunks.find((each) => each.n === n)
    const chunk = await this.#cache.get(ref ?? { n, bytes: 0 })
    if (chunk.kind !== 'document') throw unexpected({ n })
    return chunk.state
  }

  async #framesOf(ref: ChunkRef): Promise<FramesChunk> {
    const chunk = await this.#cache.get(ref)
    if (!isFrames(chunk)) throw unexpected(ref)
    return chunk
  }
}

function* changesOf(chunks: readonly FramesChunk[], afterMs: number, toMs: number): Iterable<Change> {
  for (const { frames } of chunks) {
    for (const { t, changes } of frames) {
      if (t > toMs) return
      if (t > afterMs) yield* changes
    }
  }
}

const isFrames = (chunk: Chunk | undefined): chunk is { kind: 'frames'; frames: Frame[] } => chunk?.kind === 'frames'

const unexpected = ({ n }: { n: number }) => new Error(`chunk ${n} of the timeline is not what its index says`)
