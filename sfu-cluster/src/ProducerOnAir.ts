import type { MediaSource } from '@lectern/protocol'
import { parseScalabilityMode, type types } from 'mediasoup'
import { FIRST_DEMAND, type SettledDemand } from './demand/producerDemand.ts'
import type { OnAir } from './demand/wants.ts'
import type { Origin, Place } from './RoomRouters.ts'

export interface ProducerOwner {
  readonly peerId: string
  readonly userId: string
  readonly place: Place
}

/** A producer of a room, with all that the rules ask of it. */
export class ProducerOnAir implements OnAir, Origin {
  readonly producer: types.Producer
  readonly owner: ProducerOwner
  readonly source: MediaSource
  readonly order: number
  readonly layers: number
  demand: SettledDemand = FIRST_DEMAND
  /** Its sender was told what is wanted: one that is not ours may send everything from the start. */
  isDemandTold = false
  recorded = false

  constructor(producer: types.Producer, owner: ProducerOwner, source: MediaSource, order: number) {
    this.producer = producer
    this.owner = owner
    this.source = source
    this.order = order
    this.layers = layersOf(producer.rtpParameters)
  }

  get id(): string {
    return this.producer.id
  }

  get userId(): string {
    return this.owner.userId
  }

  get peerId(): string {
    return this.owner.peerId
  }

  get place(): Place {
    return this.owner.place
  }

  get paused(): boolean {
    return this.producer.paused
  }
}

/** Simulcast streams, or spatial layers of the one SVC stream. */
function layersOf({ encodings = [] }: types.RtpParameters): number {
  if (encodings.length > 1) return encodings.length
  return parseScalabilityMode(encodings[0]?.scalabilityMode).spatialLayers
}
