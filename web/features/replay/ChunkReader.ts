import { type Chunk, type ChunkRef, decodeChunk, type TimelineIndex } from '@lectern/recording/timeline'
import { chunkRuns } from './chunkRuns.ts'
import type { ReplayLoader } from './ReplayLoader.ts'

type Waiting = PromiseWithResolvers<Chunk>

/** Reads chunks of a timeline. Those asked for in one moment that stand next to each other come with one request. */
export class ChunkReader {
  readonly #loader: Pick<ReplayLoader, 'chunk' | 'bytes'>
  readonly #index: () => TimelineIndex
  #waiting = new Map<number, Waiting>()

  /** `index`: the one whose chunks are meant. */
  constructor(loader: Pick<ReplayLoader, 'chunk' | 'bytes'>, index: () => TimelineIndex) {
    this.#loader = loader
    this.#index = index
  }

  read(n: number): Promise<Chunk> {
    if (this.#waiting.size === 0) queueMicrotask(() => this.#readAll())
    const waiting = this.#waiting.get(n) ?? Promise.withResolvers<Chunk>()
    this.#waiting.set(n, waiting)
    return waiting.promise
  }

  #readAll(): void {
    const all = this.#waiting
    this.#waiting = new Map()
    const { chunks, revision, live } = this.#index()
    const refs = chunks.filter(({ n }) => all.has(n))
    const known = new Set(refs.map(({ n }) => n))
    const runs = live ? refs.map((ref) => [ref]) : chunkRuns(refs)
    for (const run of runs) void this.#readRun(run, revision, all)
    for (const [n, waiting] of all) if (!known.has(n)) this.#readOne(n, revision, waiting)
  }

  async #readRun(run: readonly ChunkRef[], revision: number, all: ReadonlyMap<number, Waiting>): Promise<void> {
    const chunks = run.length > 1 ? await this.#chunksOf(run) : undefined
    for (const [at, { n }] of run.entries()) {
      if (chunks) all.get(n)!.resolve(chunks[at]!)
      else this.#readOne(n, revision, all.get(n)!)
    }
  }

  /** Undefined where the object is not there, or is another by now: then each is asked for by its number, which is sure. */
  async #chunksOf(run: readonly ChunkRef[]): Promise<Chunk[] | undefined> {
    const [first, last] = [run[0]!, run.at(-1)!]
    try {
      const bytes = await this.#loader.bytes(first.offset, last.offset + last.bytes - 1)
      const parts = run.map(({ offset, bytes: length }) => bytes.subarray(offset - first.offset).subarray(0, length))
      return await Promise.all(parts.map(decodeChunk))
    } catch {
      return undefined
    }
  }

  #readOne(n: number, revision: number, { resolve, reject }: Waiting): void {
    this.#loader.chunk(n, revision).then(resolve, reject)
  }
}
