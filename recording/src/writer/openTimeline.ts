import { editedTimelineKey, liveChunkKey, liveIndexKey, timelineKey } from '../keys.ts'
import { ifThere, type ObjectStore } from '../store/ObjectStore.ts'
import type { ChunkLoader } from '../timeline/ChunkCache.ts'
import { decodeChunk } from '../timeline/chunkCodec.ts'
import { readContainerIndex } from '../timeline/container.ts'
import type { TimelineIndex } from '../timeline/TimelineIndex.ts'

/** A timeline in the store: what a `TimelineFold` is made of. */
export interface StoredTimeline {
  /** `live`: in pieces, while class goes on and until it is sealed. */
  kind: 'live' | 'sealed' | 'edited'
  index: TimelineIndex
  load: ChunkLoader
}

/** The timeline of a room as it was recorded, or a revision of it (from 1); undefined where there is none. */
export async function openTimeline(
  store: ObjectStore,
  room: string,
  revision = 0,
): Promise<StoredTimeline | undefined> {
  if (revision > 0) return openSealed(store, editedTimelineKey(room, revision), 'edited')
  return (await openSealed(store, timelineKey(room), 'sealed')) ?? openLive(store, room)
}

async function openSealed(
  store: ObjectStore,
  key: string,
  kind: StoredTimeline['kind'],
): Promise<StoredTimeline | undefined> {
  const object = await store.head(key)
  if (!object) return undefined
  const index = await readContainerIndex(object.bytes, (from, to) => store.get(key, { from, to }))
  const refs = new Map(index.chunks.map((ref) => [ref.n, ref]))
  const load: ChunkLoader = async (n) => {
    const ref = refs.get(n)
    if (!ref) throw new RangeError(`the timeline ${key} has no chunk ${n}`)
    return decodeChunk(await store.get(key, { from: ref.offset, to: ref.offset + ref.bytes - 1 }))
  }
  return { kind, index, load }
}

async function openLive(store: ObjectStore, room: string): Promise<StoredTimeline | undefined> {
  const bytes = await ifThere(store.get(liveIndexKey(room)))
  if (!bytes) return undefined
  const index = JSON.parse(new TextDecoder().decode(bytes)) as TimelineIndex
  return { kind: 'live', index, load: async (n) => decodeChunk(await store.get(liveChunkKey(room, n))) }
}
