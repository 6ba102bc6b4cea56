import type { Entry } from '@lectern/protocol'
import { editedTimelineKey, timelineKey } from '../keys.ts'
import { cutsOf } from '../projection/cutsOf.ts'
import { Projector } from '../projection/Projector.ts'
import type { TimelineEdits } from '../projection/TimelineEdits.ts'
import { ObjectNotFoundError, type ObjectStore } from '../store/ObjectStore.ts'
import { encodeJson } from '../timeline/chunkCodec.ts'
import { containerEnd, containerHeader, HEADER_BYTES } from '../timeline/container.ts'
import { TIMELINE_VERSION, type TimelineIndex, type Track } from '../timeline/TimelineIndex.ts'
import { ChunkList } from './ChunkList.ts'
import { cutTracks } from './cutTracks.ts'
import { openTimeline } from './openTimeline.ts'
import { readRawLog } from './rawLog.ts'

export interface ProjectAgainOptions {
  /** Above 0; names the edited timeline in the store. */
  revision: number
  edits: TimelineEdits
  /** Told now and then, 0 to 100. */
  onProgress?: (percent: number) => void
  signal?: AbortSignal
}

/**
 * Folds a sealed room's kept log anew under edits, into another timeline beside the first. It is there when this answers, or not at all.
 * Throws ObjectNotFoundError where the room has no sealed timeline.
 */
export async function projectAgain(
  store: ObjectStore,
  room: string,
  options: ProjectAgainOptions,
): Promise<TimelineIndex> {
  const original = await openTimeline(store, room)
  if (!original || original.index.live || original.kind === 'live') throw new ObjectNotFoundError(timelineKey(room))
  const again = new Projection(store, original.index, options)
  await store.putStream(editedTimelineKey(room, options.revision), again.parts(readRawLog(store, room)))
  return again.index
}

/** One run over the log. */
class Projection {
  readonly #store: ObjectStore
  readonly #original: TimelineIndex
  readonly #options: ProjectAgainOptions
  readonly #projector: Projector
  readonly #chunks = new ChunkList([], false)
  #tracks: Track[] = []
  #offset = HEADER_BYTES
  #percent = -1

  constructor(store: ObjectStore, original: TimelineIndex, options: ProjectAgainOptions) {
    this.#store = store
    this.#original = original
    this.#options = options
    this.#projector = new Projector(options.edits)
  }

  /** After the last part. */
  get index(): TimelineIndex {
    return {
      version: TIMELINE_VERSION,
      room: this.#original.room,
      revision: this.#options.revision,
      ...this.#projector.head(),
      tracks: this.#tracks,
      chunks: [...this.#chunks.refs],
    }
  }

  async *parts(log: AsyncIterable<Entry[]>): AsyncIterable<Uint8Array> {
    yield containerHeader()
    for await (const entries of log) {
      this.#options.signal?.throwIfAborted()
      for (const entry of entries) {
        for (const frame of this.#projector.take(entry)) this.#chunks.push(frame, this.#projector.state)
        yield* this.#chunkParts()
      }
      this.#tell(entries.at(-1))
    }
    this.#chunks.close()
    yield* this.#chunkParts()
    this.#tracks = await this.#cutTracks()
    yield await containerEnd(this.index, this.#offset)
  }

  async *#chunkParts(): AsyncIterable<Uint8Array> {
    for (const { ref, json } of this.#chunks.unwritten) {
      const bytes = await encodeJson(json)
      this.#chunks.written(ref.n, bytes.length, this.#offset)
      this.#offset += bytes.length
      yield bytes
    }
  }

  /** What became of the tracks is known to the first timeline, whose sealing asked their manifests. */
  #cutTracks(): Promise<Track[]> {
    const { room, tracks } = this.#original
    const { edits, revision, signal } = this.#options
    const shown = new Set(this.#projector.head().tracks.map(({ id }) => id))
    const kept = tracks.filter(({ id }) => shown.has(id))
    return cutTracks(this.#store, { room, revision, tracks: kept, cuts: cutsOf(edits), signal })
  }

  #tell(last: Entry | undefined): void {
    const { startedAt, endMs } = this.#original
    const percent = last ? Math.floor((100 * (last.t - startedAt)) / Math.max(1, endMs)) : 0
    const bounded = Math.max(0, Math.min(99, percent))
    if (bounded > this.#percent) this.#options.onProgress?.(bounded)
    this.#percent = Math.max(this.#percent, bounded)
  }
}
