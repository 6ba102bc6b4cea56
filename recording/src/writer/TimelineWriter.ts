import type { Entry } from '@lectern/protocol'
import { liveChunkKey, liveIndexKey, livePrefix, rawLogKey, timelineKey } from '../keys.ts'
import { Projector } from '../projection/Projector.ts'
import { ifThere, type ObjectStore } from '../store/ObjectStore.ts'
import { encodeJson } from '../timeline/chunkCodec.ts'
import { type ChunkRef, TIMELINE_VERSION, type TimelineIndex } from '../timeline/TimelineIndex.ts'
import { ChunkList, type UnwrittenChunk } from './ChunkList.ts'
import { encodeRawLog, readRawLog } from './rawLog.ts'
import { sealTimeline } from './sealTimeline.ts'

/** What is stored while class goes on: the index, and the last entry of the log that is in it. */
interface LiveIndex extends TimelineIndex {
  seq: number
}

/** An entry may be on its way to us for so long, ms. */
const ON_THE_WAY_MS = 2000

/**
 * Writes the timeline of one room from its log while the class goes on. Open it, give it the log from `nextSeq` on, flush now and then;
 * after the flush that has the end of the class in it, seal. Killed at any point, another one goes on. One at a time per room.
 */
export class TimelineWriter {
  /** All is done: there is nothing to take, flush or seal. */
  readonly isSealed: boolean
  readonly #store: ObjectStore
  readonly #room: string
  readonly #projector = new Projector()
  readonly #chunks: ChunkList
  /** The last entry that the stored index has in it. */
  #storedSeq: number
  #lastSeq = 0
  /** When the last entry came, and its time in the log. */
  #last = { at: 0, t: 0 }
  /** Entries that are not kept in the store yet. */
  #unkept: Entry[] = []
  #flushing: Promise<void> = Promise.resolve()

  private constructor(store: ObjectStore, room: string, stored: LiveIndex | undefined, isSealed: boolean) {
    this.#store = store
    this.#room = room
    this.isSealed = isSealed
    this.#storedSeq = stored?.seq ?? 0
    this.#chunks = new ChunkList(stored?.chunks ?? [], true)
  }

  /** Goes on where an earlier one stopped, wherever that was. Throws ObjectStoreError. */
  static async open(store: ObjectStore, room: string): Promise<TimelineWriter> {
    if (await isSealed(store, room)) return new TimelineWriter(store, room, undefined, true)
    const stored = await readLiveIndex(store, room)
    const writer = new TimelineWriter(store, room, stored, false)
    if (stored) await writer.#foldKept()
    return writer
  }

  /** `seq` of the entry that comes next. */
  get nextSeq(): number {
    return this.#lastSeq + 1
  }

  /** The class ended, and all of it was taken. */
  get hasEnded(): boolean {
    return this.#projector.hasEnded
  }

  /** Takes entries, which follow on those before; what was taken already is passed over. Throws where one is missing. */
  take(entries: Iterable<Entry>): void {
    if (this.isSealed) return
    for (const entry of entries) if (entry.seq > this.#lastSeq) this.#take(entry)
  }

  /** Writes what was taken; it is durable, and can be read, when this answers. After a failure ask again. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.catch(() => undefined).then(() => this.#flush())
    return this.#flushing
  }

  /** After the flush that has the end: makes one object of all of it. After a failure ask again. */
  async seal(): Promise<void> {
    if (await isSealed(this.#store, this.#room)) return
    const stored = await readLiveIndex(this.#store, this.#room)
    if (!stored || stored.live) throw new Error(`the timeline of room ${this.#room} has no end yet`)
    const { seq: _, ...index } = stored
    await sealTimeline(this.#store, index)
  }

  #take(entry: Entry): void {
    if (entry.seq !== this.#lastSeq + 1) throw new Error(`entry ${this.#lastSeq + 1} of the log is missing`)
    const frames = this.#projector.take(entry)
    this.#lastSeq = entry.seq
    this.#last = { at: performance.now(), t: entry.t }
    if (entry.seq <= this.#storedSeq) return
    this.#unkept.push(entry)
    for (const frame of frames) this.#chunks.push(frame, this.#projector.state)
  }

  async #flush(): Promise<void> {
    if (this.isSealed || this.#lastSeq < this.#storedSeq) return
    this.#chunks.close()
    if (this.hasEnded) this.#chunks.merge()
    // More may be taken while this is written: it is for the next time.
    const index = this.#index()
    const { unwritten } = this.#chunks
    const kept = this.#unkept.length
    // At once: a disk makes both durable in one go.
    const [sizes] = await bothDone(this.#writeChunks(unwritten), this.#keep(this.#unkept.slice(0, kept)))
    const chunks = index.chunks.map((ref) => ({ ...ref, bytes: sizes.get(ref.n) ?? ref.bytes }))
    await this.#store.put(liveIndexKey(this.#room), encodeText(JSON.stringify({ ...index, chunks })))
    this.#storedSeq = index.seq
    this.#unkept.splice(0, kept)
  }

  #index(): LiveIndex {
    const now = this.#last.t + performance.now() - this.#last.at - ON_THE_WAY_MS
    return {
      version: TIMELINE_VERSION,
      room: this.#room,
      revision: 0,
      ...this.#projector.head(Math.floor(now)),
      chunks: [...this.#chunks.refs],
      seq: this.#lastSeq,
    }
  }

  async #keep(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return
    await this.#store.put(rawLogKey(this.#room, this.#storedSeq + 1), await encodeRawLog(entries))
  }

  /** Answers how many bytes each took. */
  async #writeChunks(unwritten: UnwrittenChunk[]): Promise<Map<ChunkRef['n'], number>> {
    const sizes = new Map<number, number>()
    for (const { ref, json } of unwritten) {
      const bytes = await encodeJson(json)
      await this.#store.put(liveChunkKey(this.#room, ref.n), bytes)
      this.#chunks.written(ref.n, bytes.length)
      sizes.set(ref.n, bytes.length)
    }
    return sizes
  }

  /** What was taken before comes back from the store, so that the log need not be read from its start. */
  async #foldKept(): Promise<void> {
    for await (const entries of readRawLog(this.#store, this.#room)) {
      this.take(entries.filter(({ seq }) => seq <= this.#storedSeq))
    }
    if (this.#lastSeq !== this.#storedSeq)
      throw new Error(`the kept log of room ${this.#room} ends at ${this.#lastSeq}`)
  }
}

/** Clears away the pieces of one that is, too: whoever sealed it may have died over that. */
async function isSealed(store: ObjectStore, room: string): Promise<boolean> {
  const sealed = await store.head(timelineKey(room))
  if (sealed) await store.deleteAll(livePrefix(room))
  return sealed !== undefined
}

async function readLiveIndex(store: ObjectStore, room: string): Promise<LiveIndex | undefined> {
  const bytes = await ifThere(store.get(liveIndexKey(room)))
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as LiveIndex)
}

/** Rejects only when neither goes on: what is written by then must not land on what is written next. */
async function bothDone<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b])
  return [await a, await b]
}

const encodeText = (text: string): Uint8Array => new TextEncoder().encode(text)
