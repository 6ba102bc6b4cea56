/** What a track holds. Another format is another track. */
export interface TrackFormat {
  container: 'mp4' | 'webm'
  /** With codecs, as `MediaSource.isTypeSupported` takes it. */
  mime: string
  width: number | null
  height: number | null
  /** Ticks per second of sample times. */
  timescale: number
  /** What goes before the first segment. */
  init: Buffer
}

/** A segment that is ready to be stored. */
export interface Segment {
  bytes: Buffer
  /** Class time of its first sample, ms. */
  fromMs: number
  durationMs: number
}

export const isSameFormat = (a: TrackFormat, b: TrackFormat): boolean =>
  a.mime === b.mime && a.width === b.width && a.height === b.height
