import type { ChunkRef } from '../timeline/TimelineIndex.ts'
import type { Frame, TimelineState } from '../timeline/TimelineState.ts'

/** Largest chunk of frames, characters of its JSON, as written while class goes on. */
const LIVE_CHUNK = 64 * 1024
/** Largest chunk that many small ones are made into. */
const MERGED_CHUNK = 256 * 1024
/** So many small chunks are made into one: what a reader has to fetch stays few. */
const MERGE_AT = 32
/** A snapshot is not worth it before so much has changed, characters. */
const SNAPSHOT_AFTER = 512 * 1024
/** A document below it stands in the snapshot itself, characters. */
const SMALL_DOCUMENT = 16 * 1024

/** Frames of one chunk, as JSON. */
interface Frames {
  fromMs: number
  toMs: number
  json: string[]
  size: number
}

/** One that can still be made into a larger one with its neighbours. */
interface SmallChunk {
  ref: ChunkRef
  frames: Frames
}

/** A chunk that is not in the store yet. */
export interface UnwrittenChunk {
  ref: ChunkRef
  json: string
}

/**
 * Cuts a row of frames into chunks, and puts a snapshot between them whenever as much has changed as one takes, so that reading from the
 * last snapshot on is never more than twice the work of reading that alone. Rules [TI5] and [TI6].
 */
export class ChunkList {
  /** In order. `bytes` is 0 for what is not written yet. */
  readonly #refs: ChunkRef[]
  readonly #unwritten = new Map<number, UnwrittenChunk>()
  readonly #isLive: boolean
  #nextN: number
  #open: Frames | undefined
  /** Small chunks at the end of the list that can still be made into one. */
  #tail: SmallChunk[] = []
  #sinceSnapshot: number
  #snapshotSize = SNAPSHOT_AFTER
  /** Document → the chunk that has it as it is now. */
  readonly #pieces = new Map<string, ChunkRef>()

  /** `refs`: what an earlier run has written. `isLive`: chunks are written as class goes on, small ones. */
  constructor(refs: readonly ChunkRef[], isLive: boolean) {
    this.#refs = [...refs]
    this.#isLive = isLive
    this.#nextN = Math.max(-1, ...refs.map(({ n }) => n)) + 1
    // How much an earlier run wrote since its last snapshot is not known.
    this.#sinceSnapshot = refs.length > 0 ? Number.POSITIVE_INFINITY : 0
  }

  get refs(): readonly ChunkRef[] {
    return this.#refs
  }

  /** In the order in which they are to be written. */
  get unwritten(): UnwrittenChunk[] {
    return [...this.#unwritten.values()]
  }

  /** Adds a frame; `state` is what it makes. */
  push(frame: Frame, state: Readonly<TimelineState>): void {
    this.#add(frame)
    for (const [document] of frame.changes) this.#pieces.delete(document)
    if (this.#sinceSnapshot >= this.#snapshotSize) this.#snapshot(frame.t, state)
    else if (this.#open && this.#open.size >= (this.#isLive ? LIVE_CHUNK : MERGED_CHUNK)) this.close()
  }

  /** Ends the chunk that is open: the next frame begins another. */
  close(): void {
    const frames = this.#open
    if (!frames) return
    this.#open = undefined
    const small = { ref: this.#pushFrames(frames), frames }
    if (this.#isLive) this.#tail.push(small)
    if (this.#tail.length >= MERGE_AT) this.merge()
  }

  /** Makes few chunks of the small ones since the last snapshot. */
  merge(): void {
    const tail = this.#tail
    this.#tail = []
    this.#refs.splice(this.#refs.length - tail.length)
    for (const group of grouped(tail)) {
      if (group.length === 1) this.#refs.push(group[0]!.ref)
      else this.#pushFrames(joined(group))
      if (group.length > 1) for (const { ref } of group) this.#unwritten.delete(ref.n)
    }
  }

  /** The chunk is in the store, at `offset` of its object. */
  written(n: number, bytes: number, offset = 0): void {
    const chunk = this.#unwritten.get(n)
    if (!chunk) return
    Object.assign(chunk.ref, { bytes, offset })
    this.#unwritten.delete(n)
  }

  #add(frame: Frame): void {
    const json = JSON.stringify(frame)
    this.#open ??= { fromMs: frame.t, toMs: frame.t, json: [], size: 0 }
    this.#open.json.push(json)
    this.#open.toMs = frame.t
    this.#open.size += json.length
    this.#sinceSnapshot += json.length
  }

  #pushFrames({ fromMs, toMs, json }: Frames): ChunkRef {
    return this.#pushChunk('frames', fromMs, toMs, `{"kind":"frames","frames":[${json.join()}]}`)
  }

  #pushChunk(kind: ChunkRef['kind'], fromMs: number, toMs: number, json: string): ChunkRef {
    const ref: ChunkRef = { n: this.#nextN, kind, fromMs, toMs, offset: 0, bytes: 0 }
    this.#nextN += 1
    this.#refs.push(ref)
    this.#unwritten.set(ref.n, { ref, json })
    return ref
  }

  #snapshot(t: number, state: Readonly<TimelineState>): void {
    this.close()
    this.merge()
    const documents: Record<string, number> = {}
    const small: TimelineState = {}
    let size = 0
    for (const [document, maps] of Object.entries(state)) {
      const known = this.#pieces.get(document)
      const json = known ? '' : JSON.stringify(maps)
      size += json.length
      if (!known && json.length < SMALL_DOCUMENT) small[document] = maps
      else documents[document] = (known ?? this.#pushPiece(t, document, json)).n
    }
    this.#pushChunk('snapshot', t, t, JSON.stringify({ kind: 'snapshot', t, state: small, documents }))
    this.#snapshotSize = Math.max(SNAPSHOT_AFTER, size)
    this.#sinceSnapshot = 0
  }

  #pushPiece(t: number, document: string, state: string): ChunkRef {
    const json = `{"kind":"document","document":${JSON.stringify(document)},"state":${state}}`
    const piece = this.#pushChunk('document', t, t, json)
    piece.document = document
    this.#pieces.set(document, piece)
    return piece
  }
}

/** Neighbours that fit into one chunk. */
function grouped(tail: SmallChunk[]): SmallChunk[][] {
  const groups: SmallChunk[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const small of tail) {
    size += small.frames.size
    if (size <= MERGED_CHUNK) groups.at(-1)!.push(small)
    else {
      groups.push([small])
      size = small.frames.size
    }
  }
  return groups
}

function joined(group: SmallChunk[]): Frames {
  const frames = group.map((each) => each.frames)
  return {
    fromMs: frames[0]!.fromMs,
    toMs: frames.at(-1)!.toMs,
    json: frames.flatMap(({ json }) => json),
    size: frames.reduce((sum, { size }) => sum + size, 0),
  }
}
