import {
  type ConnectionQuality,
  LecternError,
  type MediaSource,
  type TransportOffer,
  type VideoWish,
} from '@lectern/protocol'
import type { SfuEventName, SfuEvents } from '@lectern/protocol/sfuRpc'
import { ortc, type types } from 'mediasoup'
import type { Logger } from 'pino'
import type { MediaLimits } from './config.ts'
import { linkQuality, receivedShare, sentShare } from './demand/linkQuality.ts'
import type { Viewer, Want } from './demand/wants.ts'
import { HeldConsumer } from './HeldConsumer.ts'
import { dtlsParametersOf, rtpCapabilitiesOf, rtpParametersOf } from './mediaShapes.ts'
import type { ProducerOnAir } from './ProducerOnAir.ts'
import type { Guest, Place } from './RoomRouters.ts'
import { badParameters, refused } from './refused.ts'

/** Where events for a peer go: the engine that it is connected to. */
export interface EventSink {
  emit<Name extends SfuEventName>(event: Name, data: SfuEvents[Name]): void
}

/** What a peer asks of its room. */
export interface PeerRoom {
  readonly id: string
  /** A producer of the room that is still on air. */
  onAir(producerId: string): ProducerOnAir | undefined
  /** Makes the producer known on the router of `to`. */
  reach(producer: ProducerOnAir, to: Place): Promise<void>
  producerStarted(peer: Peer, producer: types.Producer, source: MediaSource): void
  producerGone(producerId: string): void
}

export interface PeerOptions {
  peerId: string
  userId: string
  room: PeerRoom
  sink: EventSink
  limits: MediaLimits
  /** Load that is counted for the peer before it has consumers. */
  expected: number
  log: Logger
}

export interface ProduceInput {
  transportId: string
  kind: types.MediaKind
  rtpParameters: Record<string, unknown>
  paused: boolean
}

interface Links {
  place: Place
  send: types.WebRtcTransport
  receive: types.WebRtcTransport
}

const KIND: Record<MediaSource, types.MediaKind> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  screenAudio: 'audio',
}
/** Consumers of pictures that nobody wishes any more, kept so that scrolling back is quick. */
const IDLE_CONSUMERS = 12

/** One connection of a person: two transports, what it sends, what it receives. */
export class Peer implements Viewer, Guest {
  readonly peerId: string
  readonly userId: string
  readonly sink: EventSink
  wishes: readonly VideoWish[] = []
  firstPictures = 0
  readonly #room: PeerRoom
  readonly #limits: MediaLimits
  readonly #expected: number
  readonly #log: Logger
  readonly #producers = new Map<string, types.Producer>()
  /** Client's request id → the producer it made. */
  readonly #produced = new Map<string, Promise<types.Producer>>()
  /** By producer id. */
  readonly #consumers = new Map<string, HeldConsumer>()
  #links: Links | undefined
  #rtpCapabilities: types.RtpCapabilities | undefined
  #wants: ReadonlyMap<string, Want> = new Map()
  #changed = false
  #working = false
  readonly #connecting = new Map<types.WebRtcTransport, Promise<void>>()
  #downSince = new Map<types.WebRtcTransport, number>()
  #closed = false

  constructor({ peerId, userId, room, sink, limits, expected, log }: PeerOptions) {
    this.peerId = peerId
    this.userId = userId
    this.sink = sink
    this.#room = room
    this.#limits = limits
    this.#expected = expected
    this.#log = log
  }

  get load(): number {
    return Math.max(this.#consumers.size, this.#expected)
  }

  get place(): Place {
    return this.#open.place
  }

  /** Whether it can receive. */
  get ready(): boolean {
    return this.#rtpCapabilities !== undefined && !this.#closed
  }

  get consumers(): Iterable<HeldConsumer> {
    return this.#consumers.values()
  }

  get producerCount(): number {
    return this.#producers.size
  }

  /** Makes both transports. */
  async connectTo(place: Place): Promise<void> {
    const [send, receive] = await Promise.all([this.#makeTransport(place), this.#makeTransport(place)])
    this.#links = { place, send, receive }
    const { maxIncomingBitrate, maxOutgoingBitrate } = this.#limits
    await Promise.all([
      send.setMaxIncomingBitrate(maxIncomingBitrate),
      maxOutgoingBitrate === undefined ? undefined : receive.setMaxOutgoingBitrate(maxOutgoingBitrate),
    ])
  }

  get offers(): { send: TransportOffer; receive: TransportOffer } {
    const { send, receive } = this.#open
    return { send: offerOf(send), receive: offerOf(receive) }
  }

  setCapabilities(rtpCapabilities: Record<string, unknown>): void {
    this.#rtpCapabilities = checkedRtpCapabilities(rtpCapabilities)
  }

  async connectTransport(transportId: string, dtlsParameters: Record<string, unknown>): Promise<void> {
    const transport = this.#transport(transportId)
    // A transport connects once: a repeat, whatever it says, is answered as the first was.
    const connecting =
      this.#connecting.get(transport) ??
      refused(transport.connect({ dtlsParameters: dtlsParametersOf(dtlsParameters) }))
    this.#connecting.set(transport, connecting)
    await connecting.catch((error: unknown) => {
      this.#connecting.delete(transport)
      throw error
    })
  }

  async restartIce(transportId: string): Promise<types.IceParameters> {
    return this.#transport(transportId).restartIce()
  }

  /** A retry with the same `requestId` answers with the same producer. */
  async produce(requestId: string, source: MediaSource, input: ProduceInput): Promise<string> {
    const before = this.#produced.get(requestId)
    if (before) return (await before).id
    if (this.#produced.size >= this.#limits.producersPerPeer) {
      throw new LecternError('RATE_LIMITED', 'Too many tracks are sent from here.')
    }
    const producing = this.#produce(source, input)
    this.#produced.set(requestId, producing)
    const forget = () => this.#produced.delete(requestId)
    producing.then((producer) => producer.observer.once('close', forget), forget)
    return (await producing).id
  }

  producer(producerId: string): types.Producer {
    const producer = this.#producers.get(producerId)
    if (!producer) throw new LecternError('NOT_FOUND')
    return producer
  }

  /** Nothing where it is closed already. */
  closeProducer(producerId: string): void {
    this.#producers.get(producerId)?.close()
  }

  async consumersReady(consumerIds: readonly string[]): Promise<void> {
    const ready = [...this.#consumers.values()].filter((held) => consumerIds.includes(held.id))
    await Promise.all(ready.map((held) => held.clientReady()))
  }

  /** What the peer should have from now on; carried out behind, in order, the last call wins. */
  apply(wants: readonly Want[]): void {
    this.#wants = new Map(wants.map((want) => [want.producerId, want]))
    this.#changed = true
    if (!this.#working) void this.#work()
  }

  /** The owner of a producer paused or resumed it. */
  producerPaused(producerId: string, paused: boolean): void {
    this.#consumers.get(producerId)?.producerPaused(paused)
  }

  quality(now: number): { send: ConnectionQuality; receive: ConnectionQuality } {
    const { send, receive } = this.#open
    const scores = [...this.#producers.values()].filter((producer) => this.#sends(producer)).map(bestScore)
    const streams = [...this.#consumers.values()].flatMap((held) => held.received(now) ?? [])
    return {
      send: linkQuality(sentShare(scores), this.#downMs(send, now)),
      receive: linkQuality(receivedShare(streams), this.#downMs(receive, now)),
    }
  }

  /** Ends all media of the peer; its room has let it go before. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#links?.send.close()
    this.#links?.receive.close()
    this.#consumers.clear()
  }

  get #open(): Links {
    if (!this.#links || this.#closed) throw new LecternError('NOT_FOUND')
    return this.#links
  }

  async #makeTransport(place: Place): Promise<types.WebRtcTransport> {
    const transport = await place.router.createWebRtcTransport({
      webRtcServer: place.worker.webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: this.#limits.initialBitrate,
    })
    transport.on('icestatechange', (state) => {
      if (state === 'disconnected') this.#downSince.set(transport, Date.now())
      else this.#downSince.delete(transport)
    })
    return transport
  }

  #transport(transportId: string): types.WebRtcTransport {
    const { send, receive } = this.#open
    const transport = [send, receive].find(({ id }) => id === transportId)
    if (!transport) throw new LecternError('NOT_FOUND')
    return transport
  }

  #downMs(transport: types.WebRtcTransport, now: number): number {
    const since = this.#downSince.get(transport)
    return since === undefined ? 0 : Math.max(1, now - since)
  }

  async #produce(
    source: MediaSource,
    { transportId, kind, rtpParameters, paused }: ProduceInput,
  ): Promise<types.Producer> {
    const transport = this.#transport(transportId)
    if (transport !== this.#open.send) throw new LecternError('BAD_REQUEST', 'This transport only receives.')
    if (KIND[source] !== kind) throw new LecternError('BAD_REQUEST', `A ${source} is not ${kind}.`, { field: 'kind' })
    const options: types.ProducerOptions = { kind, rtpParameters: rtpParametersOf(rtpParameters), paused }
    if (kind === 'video') options.keyFrameRequestDelay = this.#limits.keyFrameDelayMs
    const producer = await refused(transport.produce(options))
    this.#producers.set(producer.id, producer)
    producer.observer.once('close', () => {
      this.#producers.delete(producer.id)
      this.#room.producerGone(producer.id)
    })
    this.#room.producerStarted(this, producer, source)
    return producer
  }

  async #work(): Promise<void> {
    this.#working = true
    while (this.#changed && !this.#closed) {
      this.#changed = false
      const held = [...this.#consumers.values()]
      await Promise.all(held.map((consumer) => consumer.follow(this.#wants.get(consumer.producerId))))
      if (this.ready) await Promise.all([...this.#wants.values()].map((want) => this.#consume(want)))
      this.#closeIdle(IDLE_CONSUMERS)
    }
    this.#working = false
  }

  /** Makes a consumer where a wanted one is missing. A picture that would only rest is not worth one. */
  async #consume(want: Want): Promise<void> {
    const producer = this.#room.onAir(want.producerId)
    if (!producer || this.#consumers.has(want.producerId)) return
    if (!want.active && producer.producer.kind === 'video') return
    try {
      await this.#room.reach(producer, this.place)
      const held = await this.#makeConsumer(producer)
      await held?.follow(this.#wants.get(want.producerId))
    } catch (error) {
      // The producer, the transport or a worker went away meanwhile; the next plan knows.
      this.#log.debug({ peerId: this.peerId, producerId: want.producerId, reason: String(error) }, 'no consumer made')
    }
  }

  async #makeConsumer(producer: ProducerOnAir): Promise<HeldConsumer | undefined> {
    const { place, receive } = this.#open
    const rtpCapabilities = this.#rtpCapabilities!
    if (!place.router.canConsume({ producerId: producer.id, rtpCapabilities })) return undefined
    if (this.#consumers.size >= this.#limits.consumersPerPeer) this.#closeIdle(0)
    if (this.#consumers.size >= this.#limits.consumersPerPeer) return undefined
    const consumer = await receive.consume({ producerId: producer.id, rtpCapabilities, paused: true })
    const to = { room: this.#room.id, peerId: this.peerId, consumerId: consumer.id }
    const held = new HeldConsumer(consumer, producer.paused, (state) =>
      this.sink.emit('consumerPaused', { ...to, ...state }),
    )
    this.#consumers.set(producer.id, held)
    consumer.on('producerclose', () => {
      this.#consumers.delete(producer.id)
      this.sink.emit('consumerClosed', to)
    })
    this.sink.emit('consumer', {
      ...to,
      producerId: producer.id,
      ofUserId: producer.userId,
      ofPeerId: producer.peerId,
      source: producer.source,
      kind: consumer.kind,
      rtpParameters: { ...consumer.rtpParameters },
      producerPaused: producer.paused,
    })
    return held
  }

  /** Closes those that are not wanted any more, the longest unused first, down to `keep`. */
  #closeIdle(keep: number): void {
    const idle = [...this.#consumers.values()].filter(({ idleSince }) => idleSince !== null)
    idle.sort((a, b) => b.idleSince! - a.idleSince!)
    for (const held of idle.slice(keep)) {
      this.#consumers.delete(held.producerId)
      held.close()
      this.sink.emit('consumerClosed', { room: this.#room.id, peerId: this.peerId, consumerId: held.id })
    }
  }

  /** Whether packets of the producer are to be expected. */
  #sends(producer: types.Producer): boolean {
    return !producer.paused && this.#room.onAir(producer.id)?.demand.told.wanted === true
  }
}

function checkedRtpCapabilities(given: Record<string, unknown>): types.RtpCapabilities {
  const rtpCapabilities = rtpCapabilitiesOf(given)
  try {
    ortc.validateAndNormalizeRtpCapabilities(rtpCapabilities)
  } catch (error) {
    throw badParameters(error)
  }
  return rtpCapabilities
}

/** Layers that were told to rest have score 0, hence the best. A producer that sent nothing yet has no score: nothing is wrong. */
function bestScore({ score }: types.Producer): number {
  return score.length === 0 ? 10 : Math.max(...score.map((stream) => stream.score))
}

function offerOf({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport): TransportOffer {
  return {
    id,
    iceParameters: { ...iceParameters },
    iceCandidates: iceCandidates.map((candidate) => ({ ...candidate })),
    dtlsParameters: { ...dtlsParameters },
  }
}
