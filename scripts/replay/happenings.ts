import type { Change, Mark, TimelineIndex, Track } from '../../recording/src/timeline/index.ts'
import type { StoredTimeline } from '../../recording/src/writer/openTimeline.ts'

/** One thing that a timeline tells. `t`: class time, ms. */
export type Happening =
  | { t: number; change: Change }
  | { t: number; mark: Mark }
  | { t: number; track: Track; happens: 'begins' | 'ends' }
  | { t: number; recording: 'on' | 'off' }

/** All that a timeline tells, in order. */
export async function* happenings({ index, load }: Pick<StoredTimeline, 'index' | 'load'>): AsyncIterable<Happening> {
  const waiting = fromIndex(index)
  for await (const change of changes(index, load)) {
    while (waiting.length > 0 && waiting[0]!.t <= change.t) yield waiting.shift()!
    yield change
  }
  yield* waiting
}

async function* changes(index: TimelineIndex, load: StoredTimeline['load']): AsyncIterable<Happening> {
  for (const { n } of index.chunks.filter(({ kind }) => kind === 'frames')) {
    const chunk = await load(n)
    if (chunk.kind !== 'frames') continue
    for (const { t, changes } of chunk.frames) for (const change of changes) yield { t, change }
  }
}

function fromIndex({ recorded, tracks, marks, live }: TimelineIndex): Happening[] {
  const on = recorded.map(([t]): Happening => ({ t, recording: 'on' }))
  // Recording that goes on has no end yet.
  const off = recorded.slice(0, live ? -1 : undefined).map(([, t]): Happening => ({ t, recording: 'off' }))
  const all = [...on, ...marks.map((mark) => ({ t: mark.atMs, mark })), ...tracks.flatMap(ofTrack), ...off]
  return all.sort((a, b) => a.t - b.t)
}

function ofTrack(track: Track): Happening[] {
  const segments = track.segments.filter((segment) => segment !== null)
  const [first, last] = [segments[0], segments.at(-1)]
  if (!first || !last) return []
  const begin = { t: first[0], track, happens: 'begins' } as const
  return track.ended === null ? [begin] : [begin, { t: last[0] + last[1], track, happens: 'ends' }]
}
