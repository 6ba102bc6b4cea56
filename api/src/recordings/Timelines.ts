import type { Recording } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import {
  type ByteRange,
  editedTimelineKey,
  liveChunkKey,
  liveIndexKey,
  ObjectNotFoundError,
  type ObjectStore,
  timelineKey,
} from '@lectern/recording'
import type { TimelineIndex } from '@lectern/recording/timeline'
import { RecentMap } from '../support/RecentMap.ts'

/** A live index is read anew when it is older, ms. */
const LIVE_MS = 400
const KEPT = 60

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

interface Live {
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
  readonly #live = new RecentMap<string, Live>(KEPT)

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
    return (await this.#readSealed(timelineKey(room))) ?? this.#readLive(room)
  }

  /** Whether there is something to play. */
  async isPlayable({ id, shownRevision }: Pick<Recording, 'id' | 'shownRevision'>): Promise<boolean> {
    return shownRevision > 0 || (await this.look(id)) !== null
  }

  /** Where chunk `n` of what is shown stands; undefined where there is none. */
  async pieceOf(room: string, revision: number, n: number): Promise<Piece | undefined> {
    const { index, object } = await this.shown(room, revision)
    const chunk = index.chunks.find((each) => each.n === n)
    if (!chunk) return undefined
    const from = object ? chunk.offset : 0
    return { key: object?.key ?? liveChunkKey(room, n), part: { from, to: from + chunk.bytes - 1 } }
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
    throw notYet()
  }

  #readLive(room: string): Promise<ShownTimeline | null> {
    const known = this.#live.get(room)
    if (known && Date.now() - known.readAt < LIVE_MS) return known.timeline
    const timeline = this.#openLive(room)
    this.#live.set(room, { readAt: Date.now(), timeline })
    timeline.catch(() => this.#live.delete(room))
    return timeline
  }

  async #openLive(room: string): Promise<ShownTimeline | null> {
    try {
      const bytes = await this.#store.get(liveIndexKey(room))
      const index = JSON.parse(new TextDecoder().decode(bytes)) as TimelineIndex
      return { index, isSealed: false, object: null }
    } catch (error) {
      if (error instanceof ObjectNotFoundError) return null
      throw error
    }
  }
}
