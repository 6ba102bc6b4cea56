import type { Entry, NewEntry } from '@lectern/protocol'
import type { TiledTrack } from './tiledTrack.ts'

/** A log with recorded tracks of one person in it, as the engine tells them; the log's last entry stays the last. */
export function withTracks(entries: readonly Entry[], tracks: readonly TiledTrack[], actor: string): Entry[] {
  const end = entries.at(-1)!
  const told = tracks.flatMap((track) => toldOf(track, actor)).filter(({ t }) => t <= end.t)
  const all = [...entries.slice(0, -1), ...told].sort((a, b) => a.t - b.t)
  return [...all, end].map((entry, i): Entry => ({ ...entry, seq: i + 1 }))
}

type Told = NewEntry & { t: number }

function toldOf({ manifest, source }: TiledTrack, actor: string): Told[] {
  const { track, mime, width, height, segments } = manifest
  const [begun] = segments[0]!
  const begins = { type: 'track', track, producerId: track, source, mime, width, height } as const
  return [
    { kind: 'media', actor, t: begun, payload: begins },
    ...segments.map(([at, durationMs, bytes], n): Told => {
      const payload = { type: 'segment', track, n, at, durationMs, bytes } as const
      return { kind: 'media', actor, t: at + durationMs, payload }
    }),
  ]
}
