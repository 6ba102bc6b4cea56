import type { Track } from '@lectern/recording/timeline'
import { expect, test } from 'vitest'
import { playlist } from './playlist.ts'

const track = (data: Partial<Track>): Track => ({
  id: 'camera-1',
  userId: 'ada',
  source: 'camera',
  mime: 'video/mp4; codecs="avc1.42e01f"',
  width: 640,
  height: 360,
  segments: [
    [1000, 4000, 100],
    [5000, 4000, 100],
  ],
  ended: 'closed',
  ...data,
})
const startedAt = Date.UTC(2026, 0, 1, 9)
const linesOf = (data: Partial<Track>, goesOn = false) =>
  playlist({ track: track(data), startedAt, goesOn, query: '' }).split('\n')

test('[HL1] lists segments by number, with their lengths and the moment of the first', () => {
  expect(playlist({ track: track({}), startedAt, goesOn: false, query: '?key=k' })).toBe(`#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="init?key=k"
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T09:00:01.000Z
#EXTINF:4.000,
0?key=k
#EXTINF:4.000,
1?key=k
#EXT-X-ENDLIST
`)
})

test('[HL1] a gap begins another stretch, at its own moment', () => {
  const lines = linesOf({ segments: [[0, 4000, 1], null, [8000, 4000, 1], [12_000, 1500, 1]] })
  expect(lines.slice(7, -1)).toEqual([
    '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T09:00:00.000Z',
    '#EXTINF:4.000,',
    '0',
    '#EXT-X-DISCONTINUITY',
    '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T09:00:08.000Z',
    '#EXTINF:4.000,',
    '2',
    '#EXTINF:1.500,',
    '3',
    '#EXT-X-ENDLIST',
  ])
})

test('[HL1] one that goes on has no end', () => {
  const lines = linesOf({}, true)
  expect(lines).toContain('#EXT-X-PLAYLIST-TYPE:EVENT')
  expect(lines).not.toContain('#EXT-X-ENDLIST')
})

test('[HL1] one that has nothing yet is one too', () => {
  expect(linesOf({ segments: [] }, true).at(2)).toBe('#EXT-X-TARGETDURATION:1')
})
