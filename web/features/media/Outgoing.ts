import type { MediaSource, ProducerDemand } from '@lectern/protocol'
import type { types } from 'mediasoup-client'
import { activeLayers } from './activeLayers.ts'

/** Until the class says what is wanted: what all layers begin with takes a new link seconds to carry. */
const LOWEST: ProducerDemand = { wanted: true, spatialLayer: 0 }

/** One track that is sent, with what is wanted of it. */
export class Outgoing {
  readonly source: MediaSource
  readonly producer: types.Producer
  #paused: boolean
  #demand: ProducerDemand
  /** `setParameters` must be given what `getParameters` just said: one at a time. */
  #queue: Promise<void> = Promise.resolve()

  constructor(source: MediaSource, producer: types.Producer, paused: boolean, demand: ProducerDemand = LOWEST) {
    this.source = source
    this.producer = producer
    this.#paused = paused
    this.#demand = demand
    void this.applyLayers()
  }

  get track(): MediaStreamTrack | null {
    return this.producer.track
  }

  get paused(): boolean {
    return this.#paused
  }

  setPaused(paused: boolean): void {
    this.#paused = paused
    void this.applyLayers()
  }

  setDemand(demand: ProducerDemand): void {
    this.#demand = demand
    void this.applyLayers()
  }

  /** To be called again after each renegotiation, which forgets what layers were switched off. */
  applyLayers(): Promise<void> {
    // A sender that was closed meanwhile refuses, and has nothing to send any more.
    this.#queue = this.#queue.then(() => this.#apply()).catch(() => undefined)
    return this.#queue
  }

  async #apply(): Promise<void> {
    const sender = this.producer.rtpSender
    if (!sender || this.producer.closed) return
    const parameters = sender.getParameters()
    const active = activeLayers(parameters.encodings.length, this.#demand, this.#paused)
    if (parameters.encodings.every((encoding, layer) => encoding.active === active[layer])) return
    for (const [layer, encoding] of parameters.encodings.entries()) encoding.active = active[layer] ?? false
    await sender.setParameters(parameters)
  }
}
