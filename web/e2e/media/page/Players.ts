import type { MediaSource } from '@lectern/protocol'
import type { MediaClient } from '../../../features/media/MediaClient.ts'
import { loudness } from '../../../features/prejoin/watchLevel.ts'

type Key = `${string} ${MediaSource}`

interface Player {
  track: MediaStreamTrack
  element: HTMLMediaElement
  /** Loudness now, 0 to 1. */
  level: () => number
}

/** Plays everything that arrives, and says of it what a viewer would see and hear. */
export class Players {
  readonly #media: MediaClient
  readonly #players = new Map<Key, Player>()
  readonly #audio = new AudioContext()

  constructor(media: MediaClient) {
    this.#media = media
    media.subscribe(() => this.#render())
  }

  /** Decoded frames of a picture so far; 0 where there is none. */
  frames(userId: string, source: 'camera' | 'screen'): number {
    const video = this.#players.get(`${userId} ${source}`)?.element as HTMLVideoElement | undefined
    return video?.getVideoPlaybackQuality().totalVideoFrames ?? 0
  }

  /** Lines of the picture as it is decoded; 0 where there is none. */
  height(userId: string, source: 'camera' | 'screen'): number {
    const video = this.#players.get(`${userId} ${source}`)?.element as HTMLVideoElement | undefined
    return video?.videoHeight ?? 0
  }

  level(userId: string, source: 'microphone' | 'screenAudio'): number {
    return this.#players.get(`${userId} ${source}`)?.level() ?? 0
  }

  #render(): void {
    const present = new Set<Key>()
    for (const [userId, tracks] of this.#media.getSnapshot().remote) {
      for (const [source, track] of Object.entries(tracks) as [MediaSource, MediaStreamTrack][]) {
        const key: Key = `${userId} ${source}`
        present.add(key)
        if (this.#players.get(key)?.track !== track) this.#play(key, track)
      }
    }
    for (const key of this.#players.keys()) if (!present.has(key)) this.#stop(key)
  }

  #play(key: Key, track: MediaStreamTrack): void {
    this.#stop(key)
    const element = document.createElement(track.kind as 'audio' | 'video')
    element.autoplay = true
    element.muted = true
    element.srcObject = new MediaStream([track])
    document.body.append(element)
    this.#players.set(key, { track, element, level: track.kind === 'audio' ? this.#listen(track) : () => 0 })
  }

  #listen(track: MediaStreamTrack): () => number {
    const analyser = this.#audio.createAnalyser()
    this.#audio.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    return () => {
      void this.#audio.resume()
      analyser.getFloatTimeDomainData(samples)
      return loudness(samples)
    }
  }

  #stop(key: Key): void {
    this.#players.get(key)?.element.remove()
    this.#players.delete(key)
  }
}
