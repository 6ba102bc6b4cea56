import type { MediaPayload } from '@lectern/protocol'
import type { Mark, Track, TrackManifest } from '../timeline/TimelineIndex.ts'
import { isWithin, type Span } from './spans.ts'

/** The recorded tracks of a class, from its log. Rule [TI9]. */
export class Tracks {
  readonly #tracks = new Map<string, Track>()

  /** `startedAt`: log time of class time 0. */
  take(userId: string, payload: MediaPayload, startedAt: number): void {
    if (payload.type === 'track') {
      const { track: id, source, mime, width, height } = payload
      this.#tracks.set(id, { id, userId, source, mime, width, height, segments: [], ended: null })
    } else if (payload.type === 'segment') {
      const { track, n, at, durationMs, bytes } = payload
      this.#set(this.#tracks.get(track), n, [at - startedAt, durationMs, bytes])
    } else if (payload.type === 'trackEnded') {
      const track = this.#tracks.get(payload.track)
      if (track) track.ended = payload.reason
    }
  }

  all(): Track[] {
    return [...this.#tracks.values()].map((track) => ({ ...track, segments: [...track.segments] }))
  }

  #set(track: Track | undefined, n: number, segment: [number, number, number]): void {
    if (!track) return
    while (track.segments.length < n) track.segments.push(null)
    track.segments[n] = segment
  }
}

/** The track with what its manifest knows besides. */
export function withManifest(track: Track, manifest: TrackManifest, startedAt: number): Track {
  const told = manifest.segments.map(([at, durationMs, bytes]): Track['segments'][number] => [
    at - startedAt,
    durationMs,
    bytes,
  ])
  const { mime, width, height } = manifest
  const segments = [...told, ...track.segments.slice(told.length)]
  return { ...track, mime, width, height, segments, ended: manifest.ended ?? track.ended }
}

/** The track without the segments that lie wholly in what was cut. Those that lie partly in it are as they were. */
export function withoutCuts(track: Track, cuts: Span[]): Track {
  const segments = track.segments.map((segment) => {
    if (segment === null) return null
    const [from, duration] = segment
    return isWithin([from, from + duration], cuts) ? null : segment
  })
  return { ...track, segments }
}

/** Where sound or picture is missing although it was sent: until the person's next track of that source. */
export function gapsOf(tracks: Track[]): Mark[] {
  return tracks.flatMap((track): Mark[] => {
    if (track.ended !== 'recorder-lost' && track.ended !== 'store') return []
    const last = track.segments.findLast((segment) => segment !== null)
    if (!last) return []
    const atMs = last[0] + last[1]
    const next = tracks
      .filter(({ userId, source }) => userId === track.userId && source === track.source)
      .map(({ segments }) => segments.find((segment) => segment !== null)?.[0] ?? -1)
      .filter((from) => from >= atMs)
    const mark: Mark = { atMs, kind: 'gap', title: 'Sound or picture is missing', userId: track.userId }
    return [next.length > 0 ? { ...mark, toMs: Math.min(...next) } : mark]
  })
}
