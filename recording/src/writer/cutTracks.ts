import { type CutSegment, cutSegment } from '../containers/cutSegment.ts'
import { cutSegmentKey, segmentKey, trackInitKey } from '../keys.ts'
import { type Span, withoutSpans } from '../projection/spans.ts'
import { withoutCuts } from '../projection/Tracks.ts'
import { ifThere, type ObjectStore } from '../store/ObjectStore.ts'
import type { Track } from '../timeline/TimelineIndex.ts'

export interface CutTracksOptions {
  room: string
  revision: number
  tracks: Track[]
  /** Class time, rising. */
  cuts: Span[]
  signal?: AbortSignal | undefined
}

/** A segment that lies partly in a cut. Times are class time, ms. */
interface Edge {
  n: number
  span: Span
  kept: Span[]
}

/** The tracks without what was cut. Of segments that lie partly in a cut the rest is stored under the revision. Rule [TI12]. */
export async function cutTracks(store: ObjectStore, options: CutTracksOptions): Promise<Track[]> {
  const tracks: Track[] = []
  for (const track of options.tracks) {
    options.signal?.throwIfAborted()
    tracks.push(await cutTrack(store, withoutCuts(track, options.cuts), options))
  }
  return tracks
}

async function cutTrack(store: ObjectStore, track: Track, { room, revision, cuts }: CutTracksOptions): Promise<Track> {
  const segments = [...track.segments]
  const cut: number[] = []
  for (const edge of edgesOf(track, cuts)) {
    const { n } = edge
    const left = await restOf(store, room, track, edge)
    segments[n] = left && [left.fromMs, left.durationMs, left.bytes.length]
    if (!left) continue
    await store.put(cutSegmentKey(room, revision, track.id, n), left.bytes)
    cut.push(n)
  }
  return cut.length > 0 ? { ...track, segments, cut } : { ...track, segments }
}

function edgesOf({ segments }: Track, cuts: Span[]): Edge[] {
  return segments.flatMap((segment, n) => {
    if (!segment) return []
    const [from, to] = [segment[0], segment[0] + segment[1]]
    const touched = cuts.some(([start, end]) => start < to && end > from)
    return touched ? [{ n, span: [from, to], kept: withoutSpans([[from, to]], cuts) }] : []
  })
}

/** Null where nothing is left, or what is there is no segment: what cannot be cut is not shown. */
async function restOf(store: ObjectStore, room: string, { id, mime }: Track, edge: Edge): Promise<CutSegment | null> {
  const [init, segment] = await Promise.all(
    [trackInitKey(room, id), segmentKey(room, id, edge.n)].map((key) => ifThere(store.get(key))),
  )
  if (!init || !segment) return null
  try {
    return cutSegment(Buffer.from(segment), { init: Buffer.from(init), isSound: mime.startsWith('audio/'), ...edge })
  } catch {
    return null
  }
}
