import type { Track } from '@lectern/recording/timeline'

const TRAILING_MS = 250

export interface Asked {
  track: Track
  /** Log time of class time 0, epoch ms. */
  startedAt: number
  /** More of it may come. */
  goesOn: boolean
  /** Goes after each address. */
  query: string
}

type Segment = NonNullable<Track['segments'][number]>

const seconds = (ms: number) => (ms / 1000).toFixed(3)

/** [HL1] One track as an HLS playlist. Gaps are told by a discontinuity, and each stretch by the moment at which it was recorded. */
export function playlist({ track, startedAt, goesOn, query }: Asked): string {
  const known = track.segments.flatMap((segment, n) => (segment ? [{ n, segment }] : []))
  const longest = Math.max(1, ...known.map(({ segment: [, durationMs] }) => Math.ceil(durationMs / 1000)))
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${longest}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    `#EXT-X-PLAYLIST-TYPE:${goesOn ? 'EVENT' : 'VOD'}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="init${query}"`,
  ]
  let before: Segment | undefined
  for (const { n, segment } of known) {
    lines.push(...stretchOf(before, segment, startedAt), `#EXTINF:${seconds(segment[1])},`, `${n}${query}`)
    before = segment
  }
  if (!goesOn) lines.push('#EXT-X-ENDLIST')
  return `${lines.join('\n')}\n`
}

/** What is said before a segment that does not follow the one before it. */
function stretchOf(before: Segment | undefined, [fromMs]: Segment, startedAt: number): string[] {
  const at = `#EXT-X-PROGRAM-DATE-TIME:${new Date(startedAt + fromMs).toISOString()}`
  if (!before) return [at]
  const isGap = fromMs - (before[0] + before[1]) > TRAILING_MS
  return isGap ? ['#EXT-X-DISCONTINUITY', at] : []
}
