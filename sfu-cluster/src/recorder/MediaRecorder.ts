import type { RtpPacket } from './rtp/parseRtp.ts'
import type { TrackClock } from './TrackClock.ts'
import type { TrackFormat } from './TrackFormat.ts'
import type { TrackOutput } from './TrackOutput.ts'

/** A packet in its order. */
export interface OrderedPacket extends RtpPacket {
  /** Something before it never came. */
  afterLoss: boolean
  /** Its timestamp, unwrapped. */
  ticks: number
  /** When it came in, ms. */
  at: number
}

/** What makes tracks of the packets of one producer. */
export interface MediaRecorder {
  add(packet: OrderedPacket): void
  /** Nothing more comes for now. */
  pause(): void
  /** To be called some times a second. */
  tick(now: number): void
  /** Ends the track that is open. Its output is told of by `MediaRecorderOptions.close`. */
  end(): void
}

export interface MediaRecorderOptions {
  clock: TrackClock
  /** Opens the next track. */
  open: (format: TrackFormat) => TrackOutput
  /** The track that is open is over: `changed`, another one follows; `closed`, the recording ends. */
  close: (output: TrackOutput, reason: 'changed' | 'closed') => void
}
