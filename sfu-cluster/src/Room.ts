import { LecternError, type MediaSource } from '@lectern/protocol'
import type { SfuEventName, SfuEvents } from '@lectern/protocol/sfuRpc'
import type { types } from 'mediasoup'
import type { Logger } from 'pino'
import type { MediaLimits } from './config.ts'
import { GOOD_LINK, settleQuality, type ToldQuality, worseOf } from './demand/linkQuality.ts'
import { LOUDEST_RULES, type Volume } from './demand/loudest.ts'
import { DEMAND_SETTLE_MS, demandOf, NO_DEMAND, settleDemand } from './demand/producerDemand.ts'
import { heldMicrophones, type Scene, type Want, wantsOf } from './demand/wants.ts'
import { type EventSink, Peer, type PeerRoom } from './Peer.ts'
import { ProducerOnAir } from './ProducerOnAir.ts'
import { type Place, RoomRouters } from './RoomRouters.ts'
import { Speakers } from './Speakers.ts'
import type { WorkerPool } from './WorkerPool.ts'

export interface RoomOptions {
  id: string
  pool: WorkerPool
  codecs: types.RouterRtpCodecCapability[]
  limits: MediaLimits
  log: Logger
  /** One of its producers is closed. */
  onProducerGone: (producerId: string) => void
  /** Nobody is in it any more: its routers are closed. */
  onEmpty: () => void
}

/** Producer id → router ids where somebody has a consumer, true where one of them runs. */
type PipeNeeds = ReadonlyMap<string, ReadonlyMap<string, boolean>>

/** How often links are judged and unused pipes looked for, ms. */
const TICK_MS = 2000
/** How long a peer gets pictures that it did not choose, ms. */
const FIRST_PICTURES_MS = 4000
/** Shortest time between two plans, ms; a plan looks at everybody. */
const PLAN_PAUSE_MS = 30

/** The media of one class on this node. */
export class Room implements PeerRoom {
  readonly id: string
  readonly #options: RoomOptions
  readonly #routers: RoomRouters
  readonly #speakers: Speakers
  readonly #peers = new Map<string, Peer>()
  readonly #onAir = new Map<string, ProducerOnAir>()
  readonly #quality = new Map<string, ToldQuality>()
  readonly #tick: NodeJS.Timeout
  #order = 0
  #entering = 0
  #planned: NodeJS.Timeout | undefined
  #plannedAt = 0
  #lastPlanAt = 0
  #pipeNeeds: PipeNeeds = new Map()
  #closed = false

  constructor(options: RoomOptions) {
    this.id = options.id
    this.#options = options
    const { pool, codecs, limits } = options
    this.#routers = new RoomRouters({
      pool,
      codecs,
      consumersPerRouter: limits.consumersPerRouter,
      onLost: (place) => this.#placeLost(place),
    })
    this.#speakers = new Speakers({
      rules: { ...LOUDEST_RULES, count: limits.loudest },
      candidates: () => this.#openMicrophones(),
      onAudible: () => this.#plan(),
      onSpeaking: (speaking) => this.#tellSpeaking(speaking),
    })
    this.#tick = setInterval(() => this.#onTick(), TICK_MS)
  }

  get closed(): boolean {
    return this.#closed
  }

  get peers(): Iterable<Peer> {
    return this.#peers.values()
  }

  get peerCount(): number {
    return this.#peers.size
  }

  /** Connections that are here or about to be; each takes two transports. */
  get load(): number {
    return this.#peers.size + this.#entering
  }

  get routerCount(): number {
    return this.#routers.size
  }

  get pipeCount(): number {
    return this.#routers.pipes
  }

  get producerCount(): number {
    return this.#onAir.size
  }

  /** Lets a peer in, in place of what it had here before. */
  async open(peerId: string, userId: string, sink: EventSink): Promise<Peer> {
    this.#remove(peerId)
    this.#mustHaveRoom(userId)
    const { limits, log } = this.#options
    const peer = new Peer({ peerId, userId, room: this, sink, limits, expected: this.#expectedConsumers(), log })
    this.#entering++
    try {
      const place = await this.#routers.enter(peer)
      await peer.connectTo(place)
      // Another call for the same peer may have been faster, or its worker died just now.
      if (this.#closed || place.router.closed) throw new LecternError('MEDIA_UNAVAILABLE')
      this.#remove(peerId)
      this.#peers.set(peerId, peer)
      return peer
    } catch (error) {
      this.#discard(peer)
      throw error
    } finally {
      this.#entering--
      this.#closeIfEmpty()
    }
  }

  peer(peerId: string): Peer {
    const peer = this.#peers.get(peerId)
    if (!peer) throw new LecternError('NOT_FOUND', 'Sound and picture were not opened.')
    return peer
  }

  closePeer(peerId: string): void {
    this.#remove(peerId)
    this.#closeIfEmpty()
  }

  /** Ends the media of all peers of an engine that is gone. */
  closePeersOf(sink: EventSink): void {
    for (const peer of [...this.#peers.values()]) if (peer.sink === sink) this.#remove(peer.peerId)
    this.#closeIfEmpty()
  }

  /** Ends what is left of engines that led the class before this one. */
  closePeersOfOthers(sink: EventSink): void {
    for (const peer of [...this.#peers.values()]) if (peer.sink !== sink) this.#remove(peer.peerId)
    this.#closeIfEmpty()
  }

  setCapabilities(peer: Peer, rtpCapabilities: Record<string, unknown>, firstPictures = 0): void {
    peer.setCapabilities(rtpCapabilities)
    peer.firstPictures = firstPictures
    if (firstPictures > 0) this.#endFirstPictures(peer)
    this.#plan()
  }

  setWishes(peer: Peer, videos: Peer['wishes']): void {
    peer.wishes = videos
    peer.firstPictures = 0
    this.#plan()
  }

  async pauseProducer(peer: Peer, producerId: string, paused: boolean): Promise<void> {
    const producer = peer.producer(producerId)
    await (paused ? producer.pause() : producer.resume())
    for (const other of this.#peers.values()) other.producerPaused(producerId, paused)
    this.#speakers.refresh()
    this.#plan()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#tick)
    clearTimeout(this.#planned)
    this.#speakers.close()
    for (const peer of this.#peers.values()) peer.close()
    this.#peers.clear()
    this.#routers.close()
    this.#options.onEmpty()
  }

  onAir(producerId: string): ProducerOnAir | undefined {
    return this.#onAir.get(producerId)
  }

  /** A producer belongs to the recording from now on, or does not any more. */
  setRecorded(producer: ProducerOnAir, recorded: boolean): void {
    producer.recorded = recorded
    this.#plan()
  }

  reach(producer: ProducerOnAir, to: Place): Promise<void> {
    return this.#routers.reach(producer, to, Date.now())
  }

  producerStarted(peer: Peer, producer: types.Producer, source: MediaSource): void {
    const onAir = new ProducerOnAir(producer, peer, source, this.#order++)
    this.#onAir.set(producer.id, onAir)
    if (source === 'microphone') {
      this.#speakers.watch(producer, onAir.place).catch((error) => {
        this.#options.log.debug({ room: this.id, reason: String(error) }, 'a microphone ended before it was measured')
      })
      this.#speakers.refresh()
    }
    this.#plan()
  }

  producerGone(producerId: string): void {
    this.#options.onProducerGone(producerId)
    if (!this.#onAir.delete(producerId) || this.#closed) return
    this.#routers.producerClosed(producerId)
    this.#speakers.refresh()
    this.#plan()
  }

  #mustHaveRoom(userId: string): void {
    const { peersPerRoom, peersPerPerson } = this.#options.limits
    if (this.load >= peersPerRoom) {
      throw new LecternError(
        'MEDIA_UNAVAILABLE',
        'This class has no more room for sound and picture. Board and chat go on.',
      )
    }
    const own = [...this.#peers.values()].filter((peer) => peer.userId === userId)
    if (own.length >= peersPerPerson) {
      throw new LecternError(
        'MEDIA_UNAVAILABLE',
        'You are in this class on too many devices to have sound and picture here too.',
      )
    }
  }

  /** A page that shows nothing has nothing to wish. */
  #endFirstPictures(peer: Peer): void {
    const timer = setTimeout(() => {
      if (peer.firstPictures > 0 && !this.#closed) this.setWishes(peer, [])
    }, FIRST_PICTURES_MS)
    timer.unref()
  }

  #remove(peerId: string): void {
    const peer = this.#peers.get(peerId)
    if (!peer) return
    this.#peers.delete(peerId)
    this.#quality.delete(peerId)
    this.#discard(peer)
    this.#plan()
  }

  #discard(peer: Peer): void {
    this.#routers.leave(peer)
    peer.close()
  }

  #closeIfEmpty(): void {
    if (this.#peers.size === 0 && this.#entering === 0) this.close()
  }

  /** What a newcomer will consume, as far as one can know. */
  #expectedConsumers(): number {
    const { lastN, audioConsumers } = this.#options.limits
    return 2 + Math.min(this.#onAir.size, lastN + audioConsumers)
  }

  #placeLost(place: Place): void {
    const lost = [...this.#peers.values()].filter((peer) => peer.place === place)
    this.#options.log.warn({ room: this.id, peers: lost.length }, 'a room lost a worker')
    this.#speakers.placeLost(place)
    for (const peer of lost) this.#remove(peer.peerId)
    for (const [sink, peerIds] of groupBySink(lost)) sink.emit('reset', { room: this.id, peerIds, reason: 'worker' })
    this.#closeIfEmpty()
  }

  #openMicrophones(): string[] {
    return [...this.#onAir.values()]
      .filter(({ source, paused }) => source === 'microphone' && !paused)
      .map(({ id }) => id)
  }

  /** Decides anew who gets what, once for all changes that come together. */
  #plan(delayMs = 0): void {
    const now = Date.now()
    const at = Math.max(now + delayMs, this.#lastPlanAt + PLAN_PAUSE_MS)
    if (this.#closed || (this.#planned && this.#plannedAt <= at)) return
    clearTimeout(this.#planned)
    this.#plannedAt = at
    this.#planned = setTimeout(() => {
      this.#planned = undefined
      this.#runPlan(Date.now())
    }, at - now)
  }

  #runPlan(now: number): void {
    this.#lastPlanAt = now
    const scene = this.#scene()
    const plan = new Map<Peer, Want[]>()
    for (const peer of this.#peers.values()) if (peer.ready) plan.set(peer, wantsOf(peer, scene, this.#options.limits))
    this.#pipeNeeds = pipeNeeds(plan)
    this.#routers.tend(this.#pipeNeeds, now)
    for (const [peer, wants] of plan) peer.apply(wants)
    this.#tellDemand(plan, scene, now)
  }

  #scene(): Scene {
    const onAir = [...this.#onAir.values()]
    const audible = this.#speakers.audible
    const heardAt = this.#speakers.heardAt
    const heard = onAir.filter(({ id }) => audible.has(id) && heardAt.has(id))
    return {
      onAir,
      audible,
      held: heldMicrophones(onAir, heardAt, this.#options.limits),
      speaking: new Set(heard.map(({ userId }) => userId)),
    }
  }

  #tellDemand(plan: ReadonlyMap<Peer, readonly Want[]>, { onAir }: Scene, now: number): void {
    const demand = demandOf(onAir, [...plan.keys()], plan.values())
    for (const producer of this.#onAir.values()) {
      const before = producer.demand.told
      producer.demand = settleDemand(producer.demand, demand.get(producer.id) ?? NO_DEMAND, now)
      if (producer.demand.lowerSince !== null) this.#plan(producer.demand.lowerSince + DEMAND_SETTLE_MS - now)
      const { told } = producer.demand
      if (told === before && producer.isDemandTold) continue
      producer.isDemandTold = true
      const { peerId } = producer
      this.#peers.get(peerId)?.sink.emit('demand', { room: this.id, peerId, producerId: producer.id, ...told })
    }
  }

  #tellSpeaking(speaking: readonly Volume[]): void {
    const speakers = speaking.flatMap(({ producerId, volume }) => {
      const userId = this.#onAir.get(producerId)?.userId
      return userId === undefined ? [] : [{ userId, volume }]
    })
    this.#toAll('speakers', { room: this.id, speakers })
  }

  #onTick(): void {
    const now = Date.now()
    this.#routers.tend(this.#pipeNeeds, now)
    for (const peer of this.#peers.values()) {
      const { send, receive } = peer.quality(now)
      const before = this.#quality.get(peer.peerId) ?? GOOD_LINK
      const after = settleQuality(before, worseOf(send, receive))
      this.#quality.set(peer.peerId, after)
      if (after.told === before.told) continue
      this.#toAll('quality', { room: this.id, userId: peer.userId, quality: after.told })
    }
  }

  #toAll<Name extends SfuEventName>(event: Name, data: SfuEvents[Name]): void {
    for (const sink of groupBySink(this.#peers.values()).keys()) sink.emit(event, data)
  }
}

function groupBySink(peers: Iterable<Peer>): Map<EventSink, string[]> {
  const groups = new Map<EventSink, string[]>()
  for (const { sink, peerId } of peers) groups.set(sink, [...(groups.get(sink) ?? []), peerId])
  return groups
}

function pipeNeeds(plan: ReadonlyMap<Peer, readonly Want[]>): PipeNeeds {
  const needs = new Map<string, Map<string, boolean>>()
  for (const [peer, wants] of plan) {
    const routerId = peer.place.router.id
    for (const { producerId, active } of wants) {
      const routers = needs.get(producerId) ?? new Map<string, boolean>()
      needs.set(producerId, routers.set(routerId, active || routers.get(routerId) === true))
    }
  }
  return needs
}
