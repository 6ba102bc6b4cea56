import type { KnownTrack, Playback, Save, TrackSource, VideoLibrary } from './VideoLibrary.ts'

/** Tracks are played from our own store, as HLS of the segments that the recorder wrote. */
export class LocalVideoLibrary implements VideoLibrary {
  readonly isElsewhere = false

  async bring(source: TrackSource, _known: KnownTrack, save: Save): Promise<void> {
    await save({ state: 'READY', bytesSent: BigInt(source.bytes) })
  }

  async playback({ recordingId, track }: KnownTrack): Promise<Playback> {
    const url = `/recordings/${recordingId}/tracks/${track}/index.m3u8`
    return { url, playbackId: null, token: null, thumbnailToken: null, storyboardToken: null }
  }

  // Captions stand beside the tracks already; they and the tracks go with the recording.
  async addCaptions(): Promise<null> {
    return null
  }

  async removeCaptions(): Promise<void> {}

  async remove(): Promise<void> {}
}
