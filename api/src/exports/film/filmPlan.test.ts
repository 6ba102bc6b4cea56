import type { TimelineIndex, Track } from '@lectern/recording/timeline'
import { describe, expect, test } from 'vitest'
import { thumbnailPlan } from '../thumbnails/thumbnailPlan.ts'
import { filmTime } from './chapterFile.ts'
import { filmPlan } from './filmPlan.ts'

const SEGMENT_MS = 4000
const SPEECH = 20_000
const SILENCE = 400

/** A track with a segment of so many bytes every four seconds; null: none. */
function track(id: string, userId: string, source: Track['source'], from: number, bytes: (number | null)[]): Track {
  const segments = bytes.map((each, n): Track['segments'][number] =>
    each === null ? null : [from + n * SEGMENT_MS, SEGMENT_MS, each],
  )
  return { id, userId, source, mime: '', width: null, height: null, segments, ended: 'closed' }
}

const index = (tracks: Track[], recorded: [number, number][] = [[0, 16_000]]): TimelineIndex => ({
  version: 1,
  room: 'room',
  title: 'A class',
  startedAt: 0,
  endMs: 16_000,
  live: false,
  revision: 0,
  recorded,
  chunks: [],
  people: {
    ada: { name: 'Ada', role: 'instructor', hue: 1 },
    sam: { name: 'Sam', role: 'student', hue: 2 },
  },
  tracks,
  marks: [],
})

const plan = (tracks: Track[], recorded?: [number, number][]) =>
  filmPlan(index(tracks, recorded)).map(({ fromMs, toMs, share, speaker, camera, voices }) => ({
    at: [fromMs, toMs],
    share: share?.id ?? null,
    speaker,
    camera: camera?.id ?? null,
    voices: voices.map(({ id }) => id),
  }))

const bytes = (...each: (number | null)[]) => each
const ADA = track('ada-camera', 'ada', 'camera', 0, bytes(1, 1, 1, 1))

describe('[EX1] a film', () => {
  test('shows the teacher where nobody has spoken', () => {
    expect(plan([ADA])).toEqual([{ at: [0, 16_000], share: null, speaker: 'ada', camera: 'ada-camera', voices: [] }])
  })

  test('goes to whoever speaks, and stays there while all are silent', () => {
    const scenes = plan([
      ADA,
      track('sam-camera', 'sam', 'camera', 4000, bytes(1, 1, 1)),
      track('sam-voice', 'sam', 'microphone', 4000, bytes(SPEECH, SILENCE, SILENCE)),
    ])
    expect(scenes.map(({ at, speaker, camera }) => [at[0], speaker, camera])).toEqual([
      [0, 'ada', 'ada-camera'],
      [4000, 'sam', 'sam-camera'],
    ])
    expect(scenes[1]!.voices).toEqual(['sam-voice'])
  })

  test('does not leave somebody who speaks for a little noise', () => {
    const scenes = plan([
      track('ada-voice', 'ada', 'microphone', 0, bytes(SPEECH, SPEECH, SPEECH)),
      track('sam-voice', 'sam', 'microphone', 0, bytes(SPEECH * 1.1, SPEECH * 1.1, SPEECH * 1.1)),
    ])
    expect(new Set(scenes.map(({ speaker }) => speaker)).size).toBe(1)
  })

  test('shows the latest of two shares, and the board when they end', () => {
    const scenes = plan([
      track('first', 'ada', 'screen', 0, bytes(1, 1, 1)),
      track('second', 'sam', 'screen', 4000, bytes(1)),
    ])
    expect(scenes.map(({ at, share }) => [at[0], share])).toEqual([
      [0, 'first'],
      [4000, 'second'],
      [8000, 'first'],
      [12_000, null],
    ])
  })

  test('leaves out what was cut, down to what is on the grid', () => {
    expect(
      plan(
        [ADA],
        [
          [1010, 3990],
          [8000, 8100],
          [9000, 12_000],
        ],
      ).map(({ at }) => at),
    ).toEqual([
      [1200, 3800],
      [9000, 12_000],
    ])
  })

  test('a gap in a picture ends it', () => {
    const scenes = plan([track('ada-camera', 'ada', 'camera', 0, bytes(1, null, 1, 1))])
    expect(scenes.map(({ at, camera }) => [at[0], camera])).toEqual([
      [0, 'ada-camera'],
      [4000, null],
      [8000, 'ada-camera'],
    ])
  })

  test('long stretches come in pieces', () => {
    expect(plan([], [[0, 150_000]]).map(({ at }) => at)).toEqual([
      [0, 60_000],
      [60_000, 120_000],
      [120_000, 150_000],
    ])
  })

  test('a moment of class has its place in it, or none', () => {
    const scenes = filmPlan(
      index(
        [],
        [
          [1000, 3000],
          [5000, 8000],
        ],
      ),
    )
    expect([0, 1000, 2500, 3000, 4000, 5000, 9000].map((t) => filmTime(scenes, t))).toEqual([
      undefined,
      0,
      1500,
      undefined,
      undefined,
      2000,
      undefined,
    ])
  })
})

describe('[EX4] pictures of the time bar', () => {
  const times = (tracks: Track[], recorded: [number, number][]) =>
    thumbnailPlan(index(tracks, recorded)).map(({ fromMs, toMs }) => [fromMs, toMs])

  test('every ten seconds, whatever changes between, and anew after a cut', () => {
    const share = track('share', 'ada', 'screen', 4000, bytes(1, 1))
    expect(
      times(
        [share],
        [
          [0, 25_000],
          [30_000, 36_000],
        ],
      ),
    ).toEqual([
      [0, 10_000],
      [10_000, 20_000],
      [20_000, 25_000],
      [30_000, 36_000],
    ])
  })

  test('of a long class fewer', () => {
    const rows = times([], [[0, 3 * 3_600_000]])
    expect(rows).toHaveLength(120)
    expect(rows[1]).toEqual([90_000, 180_000])
  })
})
