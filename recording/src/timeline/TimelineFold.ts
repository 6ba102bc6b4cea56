import { applyChanges } from './applyChanges.ts'
import { ChunkCache, type ChunkLoader } from './ChunkCache.ts'
import type { ChunkRef, TimelineIndex } from './TimelineIndex.ts'
import type { Change, Chunk, Frame, TimelineState } from './TimelineState.ts'

type FramesChunk = Extract<Chunk, { kind: 'frames' }>
type SnapshotChunk = Extract<Chunk, { kind: 'snapshot' }>

/** A moment, without the documents that nobody wanted. */
export interface PartOfMoment {
  state: TimelineState
  /** Documents that there are, and that are not in `state`. */
  lacking: ReadonlySet<string>
}

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
    return (await this.partAt(t, () => true)).state
  }

  /** As `stateAt`, but of the large documents only those that are wanted: each of them is to be loaded. */
  async partAt(t: number, isWanted: (document: string) => boolean): Promise<PartOfMoment> {
    const { snapshot, frames, documents } = this.#sourcesAt(t)
    // Only the snapshot knows which of them it has. But what is wanted need not wait for it.
    for (const ref of documents) if (isWanted(ref.document!)) this.#cache.get(ref).catch(() => undefined)
    const [{ state, lacking }, ...chunks] = await Promise.all([
      this.#partOf(snapshot, isWanted),
      ...frames.map((ref) => this.#framesOf(ref)),
    ])
    const changes = [...changesOf(chunks, Number.NEGATIVE_INFINITY, t)]
    return { state: applyChanges(state, lacking.size > 0 ? withoutThose(changes, lacking) : changes), lacking }
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

  /** Loads what stepping from one moment to another takes, one piece at a time: whoever goes elsewhere does not stand behind all of it. */
  async prefetch(fromMs: number, toMs: number): Promise<void> {
    for (const ref of this.#framesBetween(fromMs, toMs)) await this.#framesOf(ref)
  }

  /** The last snapshot up to `t`, the documents that it may have, by their last pieces, and the frames between it and `t`. */
  #sourcesAt(t: number): { snapshot: ChunkRef | undefined; documents: Iterable<ChunkRef>; frames: ChunkRef[] } {
    const { chunks } = this.#index
    const at = chunks.findLastIndex(({ kind, fromMs }) => kind === 'snapshot' && fromMs <= t)
    const before = chunks.slice(0, Math.max(0, at)).filter(({ document }) => document !== undefined)
    return {
      snapshot: chunks[at],
      documents: new Map(before.map((ref) => [ref.document, ref])).values(),
      frames: chunks.slice(at + 1).filter(({ kind, fromMs }) => kind === 'frames' && fromMs <= t),
    }
  }

  #framesBetween(afterMs: number, toMs: number): ChunkRef[] {
    return this.#index.chunks.filter((ref) => ref.kind === 'frames' && ref.fromMs <= toMs && ref.toMs > afterMs)
  }

  async #partOf(ref: ChunkRef | undefined, isWanted: (document: string) => boolean): Promise<PartOfMoment> {
    if (!ref) return { state: {}, lacking: new Set() }
    const { state, documents } = await this.#snapshotOf(ref)
    const [wanted, others] = split(Object.keys(documents), isWanted)
    const large = wanted.map(async (name) => [name, await this.#documentOf(documents[name]!)] as const)
    return { state: { ...state, ...Object.fromEntries(await Promise.all(large)) }, lacking: new Set(others) }
  }

  async #snapshotOf(ref: ChunkRef): Promise<SnapshotChunk> {
    const chunk = await this.#cache.get(ref)
    if (chunk.kind !== 'snapshot') throw unexpected(ref)
    return chunk
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

/** Changes of documents that are not at hand would make half documents of them. */
export const withoutThose = (changes: readonly Change[], lacking: ReadonlySet<string>): Change[] =>
  changes.filter(([document]) => !lacking.has(document))

function split(names: readonly string[], isWanted: (name: string) => boolean): [wanted: string[], others: string[]] {
  return [names.filter(isWanted), names.filter((name) => !isWanted(name))]
}

const isFrames = (chunk: Chunk | undefined): chunk is { kind: 'frames'; frames: Frame[] } => chunk?.kind === 'frames'

const unexpected = ({ n }: { n: number }) => new Error(`chunk ${n} of the timeline is not what its index says`)
