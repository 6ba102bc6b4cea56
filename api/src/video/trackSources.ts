import { type ObjectStore, shownSegmentKey, trackInitKey } from '@lectern/recording'
import { stampedAt, ticksPerSecond } from '@lectern/recording/containers'
import type { TimelineIndex, Track } from '@lectern/recording/timeline'
import type { TrackSource } from './VideoLibrary.ts'

interface Piece {
  bytes: number
  read: () => Promise<Uint8Array>
}

/** The tracks of a recording as they are handed to a video library; those without any segment are none. */
export async function trackSources(store: ObjectStore, index: TimelineIndex): Promise<TrackSource[]> {
  const sources = await Promise.all(index.tracks.map((track) => trackSource(store, index, track)))
  return sources.filter((source) => source !== null)
}

async function trackSource(store: ObjectStore, index: TimelineIndex, track: Track): Promise<TrackSource | null> {
  const { room } = index
  const initKey = trackInitKey(room, track.id)
  const first = track.segments.find((segment) => segment !== null)
  if (!first || !(await store.head(initKey))) return null
  const init = Buffer.from(await store.get(initKey))
  const pieces = [{ bytes: init.length, read: async () => init }, ...segmentPieces(store, index, track, init)]
  return {
    room,
    track: track.id,
    fromSeconds: first[0] / 1000,
    hasPicture: track.source === 'camera' || track.source === 'screen',
    bytes: pieces.reduce((sum, { bytes }) => sum + bytes, 0),
    read: (from) => readFrom(pieces, from),
  }
}

/** One after the other, without the gaps of the class: in the time that players of the library count. */
function segmentPieces(store: ObjectStore, index: TimelineIndex, track: Track, init: Buffer): Piece[] {
  const ticksPerMs = ticksPerSecond(init) / 1000
  let beforeMs = 0
  return track.segments.flatMap((segment, n) => {
    if (!segment) return []
    const [, duration, bytes] = segment
    const ticks = beforeMs * ticksPerMs
    beforeMs += duration
    return [
      { bytes, read: async () => stampedAt(Buffer.from(await store.get(shownSegmentKey(index, track, n))), ticks) },
    ]
  })
}

async function* readFrom(pieces: readonly Piece[], from: number): AsyncGenerator<Uint8Array> {
  let begins = 0
  for (const { bytes, read } of pieces) {
    const skip = Math.max(0, from - begins)
    begins += bytes
    if (skip < bytes) yield (await read()).subarray(skip)
  }
}
