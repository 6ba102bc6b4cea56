import { type ObjectStore, segmentKey, trackInitKey } from '@lectern/recording'
import type { TimelineIndex, Track } from '@lectern/recording/timeline'
import type { TrackSource } from './VideoLibrary.ts'

interface Piece {
  key: string
  bytes: number
}

/** The tracks of a recording as they are handed to a video library; those without any segment are none. */
export async function trackSources(store: ObjectStore, { room, tracks }: TimelineIndex): Promise<TrackSource[]> {
  const sources = await Promise.all(tracks.map((track) => trackSource(store, room, track)))
  return sources.filter((source) => source !== null)
}

async function trackSource(store: ObjectStore, room: string, track: Track): Promise<TrackSource | null> {
  const segments = track.segments.flatMap((segment, n) => (segment ? [{ segment, n }] : []))
  const init = await store.head(trackInitKey(room, track.id))
  const first = segments[0]
  if (!first || !init) return null
  const pieces: Piece[] = [
    init,
    ...segments.map(({ segment: [, , bytes], n }) => ({ key: segmentKey(room, track.id, n), bytes })),
  ]
  return {
    room,
    track: track.id,
    fromSeconds: first.segment[0] / 1000,
    hasPicture: track.source === 'camera' || track.source === 'screen',
    bytes: pieces.reduce((sum, { bytes }) => sum + bytes, 0),
    read: (from) => readFrom(store, pieces, from),
  }
}

async function* readFrom(store: ObjectStore, pieces: readonly Piece[], from: number): AsyncGenerator<Uint8Array> {
  let begins = 0
  for (const { key, bytes } of pieces) {
    const skip = Math.max(0, from - begins)
    begins += bytes
    if (skip < bytes) yield await store.get(key, { from: skip, to: bytes - 1 })
  }
}
