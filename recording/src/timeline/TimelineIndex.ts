import type { MediaSource, Role, TrackEnd } from '@lectern/protocol'

/** All times of a timeline are class time: ms since the room opened (`stage` `class.startedAt`), which is 0. Rule [TI1]. */
export const TIMELINE_VERSION = 1

/** What a client needs to know of a timeline before it reads any of it. JSON. */
export interface TimelineIndex {
  version: typeof TIMELINE_VERSION
  room: string
  title: string
  /** Log time of class time 0, epoch ms. */
  startedAt: number
  /** What there is goes up to here. */
  endMs: number
  /** The class goes on: more will come. */
  live: boolean
  /** Grows with each edit of the recording; 0: as it was recorded. */
  revision: number
  /** From, to: what belongs to the recording, rising. The last one grows while recording is on. */
  recorded: [fromMs: number, toMs: number][]
  chunks: ChunkRef[]
  /** User id → who that was, as last known. */
  people: Record<string, TimelinePerson>
  tracks: Track[]
  marks: Mark[]
}

/**
 * A piece of the timeline, in the order of what happened. In a sealed one it stands at `offset` of the object; while live it is an
 * object of its own. Rules [TI5] and [TI6].
 */
export interface ChunkRef {
  /** Its name for good, within a revision: never given to another piece. Not its place in `chunks`. */
  n: number
  /**
   * `frames`: what changed from `fromMs` to `toMs`, all of it from the start of the timeline on. `snapshot`: the state after all frames
   * before it. `document`: one document of a snapshot, which many snapshots may share.
   */
  kind: 'frames' | 'snapshot' | 'document'
  /** Of a `document`, its name. Timelines from before it was told are without. */
  document?: string
  fromMs: number
  toMs: number
  offset: number
  bytes: number
}

export interface TimelinePerson {
  name: string
  role: Role
  hue: number
}

/** A recorded track. Its samples are stamped in class time, so that it plays at its place without any sum. */
export interface Track {
  id: string
  userId: string
  source: MediaSource
  /** With codecs, as `MediaSource.isTypeSupported` takes it. `video/webm` and `audio/webm` for what fMP4 cannot hold. */
  mime: string
  width: number | null
  height: number | null
  /** [from, duration, bytes] by `n`; null where a segment is missing. */
  segments: ([fromMs: number, durationMs: number, bytes: number] | null)[]
  /** Those by `n` of which a cut left a part: they are objects of the index's revision. Rule [TI12]. */
  cut?: number[]
  /** Null while it goes on. */
  ended: TrackEnd | null
}

/** Something to find on the time bar. */
export interface Mark {
  atMs: number
  kind: 'chapter' | 'page' | 'share' | 'poll' | 'hand' | 'silence' | 'gap'
  title: string
  /** Whose it is, where it is somebody's. */
  userId?: string
  /** Of a silence, a gap, a share: until when. */
  toMs?: number
}

/** `track.json` of a track: what its recorder stored. It is the truth where the log, for want of time, is not. */
export interface TrackManifest {
  track: string
  mime: string
  width: number | null
  height: number | null
  /** [log time of the first sample (epoch ms), duration, bytes] by `n`. */
  segments: [at: number, durationMs: number, bytes: number][]
  ended: TrackEnd | null
}
