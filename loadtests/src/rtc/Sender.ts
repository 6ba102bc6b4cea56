import type { MediaSource } from '@lectern/protocol'
import type { MediaPath } from './MediaPath.ts'
import type { RtpStream } from './RtpStream.ts'

/** How often it is looked for what is due, ms. */
const PUMP_MS = 5

/** What one client sends of one source: a stream per layer, of which the lowest `layers` run. */
export interface SentTrack {
  source: MediaSource
  streams: RtpStream[]
  /** How many of the streams are wanted. */
  layers: number
}

/** Sends what many clients have to send, in real time. */
export class Sender {
  readonly #tracks: { path: MediaPath; track: SentTrack }[] = []
  #timer: NodeJS.Timeout | undefined

  add(path: MediaPath, track: SentTrack): void {
    this.#tracks.push({ path, track })
  }

  start(): void {
    const now = Date.now()
    for (const { track } of this.#tracks) for (const stream of track.streams) stream.start(now)
    this.#timer = setInterval(() => this.#send(Date.now()), PUMP_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #send(now: number): void {
    for (const { path, track } of this.#tracks) {
      for (const [layer, stream] of track.streams.entries()) {
        if (layer < track.layers) stream.sendDue(now, path)
        else stream.start(now)
      }
    }
  }
}
