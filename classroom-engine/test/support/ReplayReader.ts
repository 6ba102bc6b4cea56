import { type Entry, SERVER_ACTOR } from '@lectern/protocol'
import {
  liveChunkKey,
  liveIndexKey,
  type ObjectStore,
  openObjectStore,
  recordingPrefix,
  type StoreSettings,
  timelineKey,
} from '@lectern/recording'
import { decodeChunk, readContainerIndex, TimelineFold, type TimelineIndex } from '@lectern/recording/timeline'
import { expect, vi } from 'vitest'
import type { Random } from '../../../scripts/support/random.ts'
import { canonicalDocuments, documentsOfLog } from './documentsOfLog.ts'

const PATIENCE = { timeout: 30_000, interval: 20 }

/** Reads the timeline of one room from the store, as whoever replays it. */
export class ReplayReader {
  readonly #store: ObjectStore
  readonly #room: string

  private constructor(store: ObjectStore, room: string) {
    this.#store = store
    this.#room = room
  }

  static async open(settings: StoreSettings, room: string): Promise<ReplayReader> {
    return new ReplayReader(await openObjectStore(settings), room)
  }

  /** Undefined before there is any. */
  async index(): Promise<TimelineIndex | undefined> {
    return (await this.#sealedIndex()) ?? (await this.#liveIndex())
  }

  until(check: (index: TimelineIndex | undefined) => boolean): Promise<void> {
    return vi.waitFor(async () => expect(check(await this.index())).toBe(true), PATIENCE)
  }

  sealed(): Promise<void> {
    return vi.waitFor(async () => expect(await this.#store.head(timelineKey(this.#room))).toBeDefined(), PATIENCE)
  }

  /**
   * At random moments of the class, its end and the edges of chunks, the timeline has what the log's documents were. `from`: class time
   * from which on it is looked at; `documents`: only these.
   */
  async expectEqual(
    entries: readonly Entry[],
    { below }: Random,
    { from = 0, documents }: { from?: number; documents?: readonly string[] } = {},
  ): Promise<void> {
    const index = (await this.index())!
    const documentsAt = documentsOfLog(entries, documents)
    const fold = new TimelineFold(index, (n) => this.#chunk(index, n))
    // What happens in the moment of the end is not part of the recording.
    const last = index.endMs - 1
    const moments = Array.from({ length: 30 }, () => from + below(last - from + 1))
    const edges = index.chunks.flatMap(({ fromMs, toMs }) => [fromMs, toMs]).slice(0, 100)
    for (const t of [from, ...moments, ...edges, last].filter((each) => each >= from && each <= last)) {
      const folded = canonicalDocuments(await fold.stateAt(t), documents)
      expect([t, folded]).toEqual([t, documentsAt(index.startedAt + t)])
    }
    const edits = entries.filter(({ kind, actor }) => kind === 'doc' && actor !== SERVER_ACTOR)
    // While class goes on, the millisecond of the last entry is not over.
    expect(index.startedAt + index.endMs).toBeGreaterThanOrEqual(edits.at(-1)!.t - (index.live ? 1 : 0))
  }

  /** Nothing is left of what was there before it was sealed. */
  async expectTidy(): Promise<void> {
    await vi.waitFor(async () => {
      const keys = await Array.fromAsync(this.#store.list(recordingPrefix(this.#room)), ({ key }) => key)
      expect(keys.filter((key) => key.includes('/live/'))).toEqual([])
    }, PATIENCE)
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  async #sealedIndex(): Promise<TimelineIndex | undefined> {
    const key = timelineKey(this.#room)
    const info = await this.#store.head(key)
    return info && readContainerIndex(info.bytes, (from, to) => this.#store.get(key, { from, to }))
  }

  async #liveIndex(): Promise<TimelineIndex | undefined> {
    const key = liveIndexKey(this.#room)
    const bytes = (await this.#store.head(key)) && (await this.#store.get(key))
    return bytes && (JSON.parse(Buffer.from(bytes).toString()) as TimelineIndex)
  }

  async #chunk({ chunks }: TimelineIndex, n: number) {
    const { offset, bytes } = chunks.find((ref) => ref.n === n)!
    const isSealed = (await this.#store.head(timelineKey(this.#room))) !== undefined
    if (!isSealed) return decodeChunk(await this.#store.get(liveChunkKey(this.#room, n)))
    return decodeChunk(await this.#store.get(timelineKey(this.#room), { from: offset, to: offset + bytes - 1 }))
  }
}
