import type { TrackEnd } from '@lectern/protocol'
import type { StoreSettings } from '@lectern/recording'

/** What an SFU and its recorder, a process of its own, say to each other: JSON over the channel of `fork`. */

/** A producer that is to be recorded, and where its packets come from. */
export interface RecordOrder {
  /** Names the order, in both directions. */
  recording: number
  room: string
  /** Name of the first track; later ones have `-<n>` behind it. */
  track: string
  /** `n` of the next track; 0: the first one. */
  next: number
  /** Such as `video/H264`. */
  codec: string
  ssrc: number
  /** UDP port of the transport on loopback. */
  port: number
  /** Log time of class time 0, epoch ms. */
  startedAt: number
  /** Log time minus time of day here, ms. */
  toLogMs: number
}

export type ToRecorder =
  | { type: 'start'; store: StoreSettings }
  | ({ type: 'record' } & RecordOrder)
  /** The sender paused: for now nothing more comes. */
  | { type: 'pause'; recording: number }
  /** Ends a recording: nothing more comes. */
  | { type: 'stop'; recording: number }
  /** Ends all, and the process. */
  | { type: 'end' }

/** Counted since the recorder's start. */
export interface RecorderFigures {
  /** Pictures left out, for something of them was missing. */
  droppedPictures: number
  /** Packets that never came. */
  lostPackets: number
  /** Segments given up, for the store did not take them. */
  droppedSegments: number
  /** Processor time, s. */
  cpuSeconds: number
}

/** What is told of one recording. */
export type ToldOfRecording =
  /** Packets of the order are taken from now on. */
  | { type: 'listening'; recording: number }
  /** The `n` of `RecordOrder` is used up. Told before anything of the track is stored. */
  | { type: 'named'; recording: number; n: number }
  | {
      type: 'trackStarted'
      recording: number
      track: string
      mime: string
      width: number | null
      height: number | null
    }
  /** `at`: log time. */
  | { type: 'segment'; recording: number; track: string; n: number; at: number; durationMs: number; bytes: number }
  | { type: 'trackEnded'; recording: number; track: string; reason: TrackEnd }
  /** All of a recording that was ended is stored, or given up. */
  | { type: 'stopped'; recording: number }

export type Told =
  | ToldOfRecording
  /** Whether the store takes what is written. Told when it changes. */
  | { type: 'store'; works: boolean; problem: string }
  | { type: 'figures'; figures: RecorderFigures }

/** `up`: it listens on this UDP port of loopback. */
export type FromRecorder = Told | { type: 'up'; port: number }
