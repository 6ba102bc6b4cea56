import { open } from 'node:fs/promises'
import { ifThere, type ObjectStore, shownSegmentKey, trackInitKey } from '@lectern/recording'
import type { TimelineIndex, Track } from '@lectern/recording/timeline'

/** So much before a stretch is taken too: pictures build on the ones before them. */
const RUN_UP_MS = 5000

export interface Stretch {
  index: Pick<TimelineIndex, 'room' | 'revision'>
  track: Track
  fromMs: number
  toMs: number
}

/** Writes what a stretch of class takes of a track into a file that ffmpeg reads; false where there is nothing. */
export async function writeTrackFile(
  store: ObjectStore,
  path: string,
  { index, track, fromMs, toMs }: Stretch,
): Promise<boolean> {
  const wanted = track.segments.flatMap((segment, n) =>
    segment && segment[0] < toMs && segment[0] + segment[1] > fromMs - RUN_UP_MS
      ? [shownSegmentKey(index, track, n)]
      : [],
  )
  if (wanted.length === 0) return false
  const file = await open(path, 'w')
  try {
    let written = 0
    for (const key of [trackInitKey(index.room, track.id), ...wanted]) {
      // A segment that was lost is a gap; the film goes on without it.
      const piece = await ifThere(store.get(key))
      if (piece) await file.write(piece)
      else if (written === 0) return false
      written += piece ? 1 : 0
    }
    return written > 1
  } finally {
    await file.close()
  }
}
