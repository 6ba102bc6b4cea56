import type { types } from 'mediasoup'
import type { ReceivedStream } from './demand/linkQuality.ts'
import type { Want } from './demand/wants.ts'

/** How long a consumer must have run before it says something about the link, ms. */
const SETTLE_MS = 3000

export interface ConsumerState {
  /** By the rules of demand. */
  paused: boolean
  /** By its sender. */
  producerPaused: boolean
}

/** A consumer of one peer: runs when the client is ready and the rules say so. */
export class HeldConsumer {
  /** When it stopped being wanted, ms; null while it is. */
  idleSince: number | null = null
  readonly #consumer: types.Consumer
  readonly #tell: (state: ConsumerState) => void
  #state: ConsumerState
  #want: Want | undefined
  #clientReady = false
  #runningSince = 0
  /** What mediasoup tells of the consumer. Its own getters copy what they give, which costs more than all else that is done with it. */
  #score: types.ConsumerScore
  #currentLayer: number | undefined
  #preferredLayer: number | undefined
  /** Changes reach mediasoup one after the other. */
  #queue: Promise<void> = Promise.resolve()

  /** `tell` is called when a picture pauses or resumes for the viewer, not for sound. */
  constructor(consumer: types.Consumer, producerPaused: boolean, tell: (state: ConsumerState) => void) {
    this.#consumer = consumer
    this.#tell = tell
    this.#state = { paused: false, producerPaused }
    this.#score = consumer.score
    this.#currentLayer = consumer.currentLayers?.spatialLayer
    this.#preferredLayer = consumer.preferredLayers?.spatialLayer
    consumer.on('score', (score) => {
      this.#score = score
    })
    consumer.on('layerschange', (layers) => {
      this.#currentLayer = layers?.spatialLayer
      void this.#settle()
    })
  }

  get id(): string {
    return this.#consumer.id
  }

  get producerId(): string {
    return this.#consumer.producerId
  }

  /** Whether packets may flow. */
  get active(): boolean {
    return !this.#consumer.paused
  }

  follow(want: Want | undefined): Promise<void> {
    if (sameWant(this.#want, want)) return this.#queue
    this.#want = want
    if (want) this.idleSince = null
    else this.idleSince ??= Date.now()
    this.#update({ paused: !want?.active })
    return this.#settle()
  }

  clientReady(): Promise<void> {
    this.#clientReady = true
    return this.#settle()
  }

  producerPaused(producerPaused: boolean): void {
    this.#update({ producerPaused })
  }

  /** What arrives, or undefined while that says nothing about the link. */
  received(now: number): ReceivedStream | undefined {
    if (!this.active || this.#state.producerPaused || now - this.#runningSince < SETTLE_MS) return undefined
    const { type } = this.#consumer
    const { score, producerScore, producerScores } = this.#score
    const layered = type === 'simulcast' || type === 'svc'
    return {
      score,
      producerScore,
      layers: layered
        ? { current: this.#currentLayer, preferred: available(this.#preferredLayer ?? 0, producerScores) }
        : null,
    }
  }

  close(): void {
    this.#consumer.close()
  }

  #update(change: Partial<ConsumerState>): void {
    const state = { ...this.#state, ...change }
    if (state.paused === this.#state.paused && state.producerPaused === this.#state.producerPaused) return
    this.#state = state
    if (this.#consumer.kind === 'video') this.#tell(state)
  }

  /** Of simulcast the lowest layer is there first; the others come seconds later, once the sender knows its bandwidth. */
  get #showsSomething(): boolean {
    return this.#consumer.type !== 'simulcast' || this.#currentLayer !== undefined
  }

  #settle(): Promise<void> {
    // It fails only where the consumer is closed, which its peer learns by itself.
    this.#queue = this.#queue.then(() => this.#carryOut()).catch(() => undefined)
    return this.#queue
  }

  async #carryOut(): Promise<void> {
    const consumer = this.#consumer
    const want = this.#want
    if (consumer.closed) return
    const layer = want?.layer == null ? null : this.#showsSomething ? want.layer : 0
    if (layer !== null && layer !== this.#preferredLayer) {
      await consumer.setPreferredLayers({ spatialLayer: layer })
      this.#preferredLayer = layer
    }
    if (want && consumer.kind === 'video' && want.priority !== consumer.priority)
      await consumer.setPriority(want.priority)
    const run = this.#clientReady && want?.active === true
    if (run === !consumer.paused) return
    if (run) {
      this.#runningSince = Date.now()
      await consumer.resume()
    } else {
      await consumer.pause()
    }
  }
}

const sameWant = (a: Want | undefined, b: Want | undefined) =>
  a !== undefined && b !== undefined && a.active === b.active && a.layer === b.layer && a.priority === b.priority

/** The sender may not send all layers: one that it does not send cannot be missed. */
function available(preferred: number, producerScores: readonly number[]): number {
  const highest = producerScores.findLastIndex((score) => score > 0)
  return highest < 0 ? preferred : Math.min(preferred, highest)
}
