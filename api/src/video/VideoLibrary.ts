import type { RecordingTrack } from '@lectern/prisma'

/** A recorded track as it is handed over: its init and its segments, one after the other. */
export interface TrackSource {
  room: string
  track: string
  /** Seconds of class time at which it begins. */
  fromSeconds: number
  hasPicture: boolean
  bytes: number
  /** From a byte on to the end, in parts of any size. */
  read(from: number): AsyncIterable<Uint8Array>
}

/** What is kept of a track at the library. */
export type KnownTrack = Pick<
  RecordingTrack,
  'recordingId' | 'track' | 'state' | 'uploadId' | 'uploadUrl' | 'assetId' | 'playbackId' | 'bytesSent' | 'failure'
>
export type TrackChange = Partial<Omit<KnownTrack, 'recordingId' | 'track'>>
export type Save = (change: TrackChange) => Promise<void>

export interface Captions {
  language: string
  label: string
  /** Where the library can fetch them, for a while. */
  url: string
}

/** How a track is played. */
export interface Playback {
  /** HLS. Below the api's address where it has none of its own. */
  url: string
  /** At the library, where it is one of its own. */
  playbackId: string | null
  token: string | null
  thumbnailToken: string | null
  storyboardToken: string | null
}

/** The library cannot be reached, or is busy: what is not done yet can be done later. */
export class LibraryBusyError extends Error {
  /** What the library asks for; null: it says nothing of it. */
  readonly retryAfterMs: number | null

  constructor(message: string, retryAfterMs: number | null = null) {
    super(message)
    this.name = 'LibraryBusyError'
    this.retryAfterMs = retryAfterMs
  }
}

/** The library will not take it, however often it is asked. The message is for teachers. */
export class LibraryRefusedError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'LibraryRefusedError'
  }
}

/**
 * Where the tracks of a recording are played from. Every version passes `videoLibraryContract`. All methods may throw
 * `LibraryBusyError` and `LibraryRefusedError`, and may be called again whatever became of the call before.
 */
export interface VideoLibrary {
  /** Whether tracks have to be brought there: then there is a time in which they are played from our own store. */
  readonly isElsewhere: boolean
  /**
   * Does what can be done now to have a track there, from wherever it stands, and saves every step before the next one; ends with the
   * library at work (PROCESSING), the track there (READY) or refused (FAILED).
   */
  bring(source: TrackSource, known: KnownTrack, save: Save, signal: AbortSignal): Promise<void>
  /** How a READY track is played by somebody who may watch it now; `forSeconds`: how long that takes. */
  playback(known: KnownTrack, forSeconds: number): Promise<Playback>
  /** Hands captions over; answers the library's name for them, or null where it takes none for this track. */
  addCaptions(known: KnownTrack, captions: Captions): Promise<string | null>
  /** Again is fine. */
  removeCaptions(known: KnownTrack, id: string): Promise<void>
  /** Deletes what the library has of a track, half of it too. Again is fine. */
  remove(known: KnownTrack): Promise<void>
}
