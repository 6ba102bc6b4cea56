import { liveChunkKey, livePrefix, timelineKey, trackManifestKey } from '../keys.ts'
import { withManifest } from '../projection/Tracks.ts'
import { ifThere, type ObjectStore } from '../store/ObjectStore.ts'
import { containerEnd, containerHeader, HEADER_BYTES } from '../timeline/container.ts'
import type { ChunkRef, TimelineIndex, Track, TrackManifest } from '../timeline/TimelineIndex.ts'
import { readAhead } from './readAhead.ts'

/**
 * Makes one object of a timeline that has ended and stands in pieces, then takes the pieces away. Tracks are told as their manifests
 * know them. Again, after a failure at any point, is fine.
 */
export async function sealTimeline(store: ObjectStore, index: TimelineIndex): Promise<void> {
  const { room, startedAt } = index
  const chunks = withOffsets(index.chunks)
  const tracks = await tracksWithManifests(store, room, index.tracks, startedAt)
  await store.putStream(timelineKey(room), partsOf(store, { ...index, chunks, tracks }))
  await store.deleteAll(livePrefix(room))
}

function withOffsets(refs: readonly ChunkRef[]): ChunkRef[] {
  let offset = HEADER_BYTES
  return refs.map((ref) => {
    const placed = { ...ref, offset }
    offset += ref.bytes
    return placed
  })
}

async function* partsOf(store: ObjectStore, index: TimelineIndex): AsyncIterable<Uint8Array> {
  yield containerHeader()
  yield* readAhead(index.chunks, async (ref) => {
    const bytes = await store.get(liveChunkKey(index.room, ref.n))
    if (bytes.length !== ref.bytes) throw new Error(`chunk ${ref.n} of room ${index.room} is not what its index says`)
    return bytes
  })
  const last = index.chunks.at(-1)
  yield await containerEnd(index, last ? last.offset + last.bytes : HEADER_BYTES)
}

async function tracksWithManifests(
  store: ObjectStore,
  room: string,
  tracks: Track[],
  startedAt: number,
): Promise<Track[]> {
  const result: Track[] = []
  const read = (track: Track) => readManifest(store, trackManifestKey(room, track.id))
  for await (const manifest of readAhead(tracks, read)) {
    const track = tracks[result.length]!
    result.push(manifest ? withManifest(track, manifest, startedAt) : track)
  }
  return result
}

async function readManifest(store: ObjectStore, key: string): Promise<TrackManifest | undefined> {
  const bytes = await ifThere(store.get(key))
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as TrackManifest)
}
