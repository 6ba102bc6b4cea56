import type { Recording } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import {
  type ByteRange,
  editedTimelineKey,
  ifThere,
  liveChunkKey,
  liveIndexKey,
  ObjectNotFoundError,
  type ObjectStore,
  timelineKey,
} from '@lectern/recording'
import {
  asDocuments,
  type Chunk,
  decodeChunk,
  readContainerIndex,
  TimelineFold,
  type TimelineIndex,
  type TimelineState,
} from '@lectern/recording/timeline'
import { RecentMap } from '../support/RecentMap.ts'

/** What is no one object yet is read anew when it is older, ms. */
const UNSEALED_MS = 400
const KEPT = 24
/** Each holds some 50 MB at most. */
const FOLDS_KEPT = 8

export interface ShownTimeline {
  index: TimelineIndex
  isSealed: boolean
  /** The object that it is once it is sealed. */
  object: { key: string; bytes: number } | null
}

/** Where a chunk stands. */
export interface Piece {
  key: string
  part: ByteRange
}

interface Unsealed {
  readAt: number
  timeline: Promise<ShownTimeline | null>
}

const notYet = () => new LecternError('NOT_PLAYABLE', 'There is nothing to play yet. Try again in a moment.')

/** Reads timelines of recordings from the store: sealed ones, edited ones, and those of classes that go on. */
export class Timelines {
  readonly #store: ObjectStore
  /** By key. Sealed ones never change. */
  readonly #sealed = new RecentMap<string, Promise<ShownTimeline | null>>(KEPT)
  /** By room. */
  readonly #unsealed = new RecentMap<string, Unsealed>(KEPT)
  /** By room and revision. */
  readonly #folds = new RecentMap<string, TimelineFold>(FOLDS_KEPT)

  constructor(store: ObjectStore) {
    this.#store = store
  }

  /** What is shown of a recording. Throws `NOT_PLAYABLE` while there is nothing. */
  async shown(room: string, revision: number): Promise<ShownTimeline> {
    const found = revision === 0 ? await this.look(room) : await this.#readSealed(editedTimelineKey(room, revision))
    if (!found) throw notYet()
    return found
  }

  /** What there is of a class as it was recorded; null where there is nothing yet. */
  async look(room: string): Promise<ShownTimeline | null> {
    const sealed = await this.#sealed.get(timelineKey(room))
    if (sealed) return sealed
    const known = this.#unsealed.get(room)
    if (known && Date.now() - known.readAt < UNSEALED_MS) return known.timeline
    const timeline = this.#open(room)
    this.#unsealed.set(room, { readAt: Date.now(), timeline })
    timeline.catch(() => this.#unsealed.delete(room))
    return timeline
  }

  /** As `look`, as the store has it at this very moment. */
  latest(room: string): Promise<ShownTimeline | null> {
    this.#unsealed.delete(room)
    return this.look(room)
  }

  /** Reads something of a timeline, once more where it has become one object in this very moment. */
  async whereItStands<T>(room: string, read: () => Promise<T>): Promise<T> {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof ObjectNotFoundError)) throw error
      this.#unsealed.delete(room)
      return read()
    }
  }

  /** Whether there is something to play. */
  async isPlayable({ id, shownRevision }: Pick<Recording, 'id' | 'shownRevision'>): Promise<boolean> {
    return shownRevision > 0 || (await this.look(id)) !== null
  }

  /** Where chunk `n` of what is shown stands; undefined where there is none. */
  async pieceOf(room: string, revision: number, n: number): Promise<Piece | undefined> {
    const { index, object } = await this.shown(room, revision)
    const chunk = index.chunks.find((each) => each.n === n)
    if (!chunk) return object ? undefined : this.#merged(room, n)
    const from = object ? chunk.offset : 0
    return { key: object?.key ?? liveChunkKey(room, n), part: { from, to: from + chunk.bytes - 1 } }
  }

  /** While class goes on, small chunks are made into larger ones now and then; who has the index of just before asks for them still. */
  async #merged(room: string, n: number): Promise<Piece | undefined> {
    const found = await this.#store.head(liveChunkKey(room, n))
    return found && { key: found.key, part: { from: 0, to: found.bytes - 1 } }
  }

  /** The documents as everybody saw them at a moment, at the end where that comes before it. Times are class time, ms. */
  async stateAt(room: string, revision: number, at: number): Promise<{ t: number; state: TimelineState }> {
    const { index } = await this.shown(room, revision)
    const t = Math.min(at, index.endMs)
    return { t, state: asDocuments(await this.#foldOf(room, revision, index).stateAt(t)) }
  }

  #foldOf(room: string, revision: number, index: TimelineIndex): TimelineFold {
    const key = `${room} ${revision}`
    const known = this.#folds.get(key)
    known?.update(index)
    const fold = known ?? new TimelineFold(index, (n) => this.#readChunk(room, revision, n))
    this.#folds.set(key, fold)
    return fold
  }

  #readChunk(room: string, revision: number, n: number): Promise<Chunk> {
    return this.whereItStands(room, async () => {
      const piece = await this.pieceOf(room, revision, n)
      if (!piece) throw new LecternError('NOT_FOUND')
      return decodeChunk(await this.#store.get(piece.key, piece.part))
    })
  }

  #readSealed(key: string): Promise<ShownTimeline | null> {
    const known = this.#sealed.get(key)
    if (known) return known
    const reading = this.#openSealed(key)
    this.#sealed.set(key, reading)
    const forget = () => this.#sealed.delete(key)
    reading.then((found) => found ?? forget(), forget)
    return reading
  }

  async #openSealed(key: string): Promise<ShownTimeline | null> {
    const found = await this.#store.head(key)
    if (!found) return null
    const read = (from: number, to: number) => this.#store.get(key, { from, to })
    const index = await readContainerIndex(found.bytes, read)
    return { index, isSealed: true, object: found }
  }

  async #open(room: string): Promise<ShownTimeline | null> {
    return (await this.#readSealed(timelineKey(room))) ?? this.#openLive(room)
  }

  async #openLive(room: string): Promise<ShownTimeline | null> {
    const bytes = await ifThere(this.#store.get(liveIndexKey(room)))
    if (!bytes) return null
    const index = JSON.parse(new TextDecoder().decode(bytes)) as TimelineIndex
    return { index, isSealed: false, object: null }
  }
}
