import type { TransportOffer, VideoWish } from '@lectern/protocol'
import type { MadeTrack } from '../rtc/tracks.ts'

/** An SFU under load, whatever stands before its worker. */
export interface MediaNode {
  /** Processes whose CPU time counts. */
  readonly pids: number[]
  /** Gives a client its two transports. */
  open(userId: string): Promise<NodeClient>
  close(): Promise<void>
}

/** One client at a node. */
export interface NodeClient {
  readonly userId: string
  readonly send: TransportOffer
  readonly receive: TransportOffer
  connect(transportId: string, dtlsParameters: Record<string, unknown>): Promise<void>
  /** Puts a track on air; from then on the node may change how many of its layers are sent. */
  produce(track: MadeTrack): Promise<void>
  /** Receives from now on what others send: as the node decides, for these wishes. */
  view(wishes: readonly VideoWish[]): Promise<void>
  /** How many tracks it receives or is ready to. */
  readonly consumers: number
}
