import type { ChunkRef } from './TimelineIndex.ts'
import type { Chunk } from './TimelineState.ts'

/** Gives the chunk `n`, decoded. */
export type ChunkLoader = (n: number) => Promise<Chunk>

/** Stored bytes of the chunks that are kept: some 50 MB when they are unpacked. */
const KEPT_BYTES = 6 * 1024 * 1024

interface Kept {
  chunk: Chunk
  bytes: number
}

/** Loads chunks, once each, and keeps those that were used last. */
export class ChunkCache {
  readonly #load: ChunkLoader
  readonly #loading = new Map<number, Promise<Chunk>>()
  /** The one that was used longest ago comes first. */
  readonly #kept = new Map<number, Kept>()
  #bytes = 0

  constructor(load: ChunkLoader) {
    this.#load = load
  }

  /** Where it is at hand. */
  peek(n: number): Chunk | undefined {
    const kept = this.#kept.get(n)
    if (!kept) return undefined
    this.#kept.delete(n)
    this.#kept.set(n, kept)
    return kept.chunk
  }

  async get({ n, bytes }: Pick<ChunkRef, 'n' | 'bytes'>): Promise<Chunk> {
    return this.peek(n) ?? this.#loading.get(n) ?? this.#fetch(n, bytes)
  }

  #fetch(n: number, bytes: number): Promise<Chunk> {
    const loading = this.#load(n)
      .then((chunk) => this.#keep(n, { chunk, bytes }))
      .finally(() => this.#loading.delete(n))
    this.#loading.set(n, loading)
    return loading
  }

  #keep(n: number, kept: Kept): Chunk {
    this.#kept.set(n, kept)
    this.#bytes += kept.bytes
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#bytes <= KEPT_BYTES || oldest === n) break
      this.#kept.delete(oldest)
      this.#bytes -= bytes
    }
    return kept.chunk
  }
}
