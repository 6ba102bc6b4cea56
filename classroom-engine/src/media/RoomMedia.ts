import {
  type Action,
  LecternError,
  type MediaPayload,
  type MediaSource,
  may,
  SERVER_ACTOR,
  STAGE,
  type VideoWish,
} from '@lectern/protocol'
import type { OpenedPeer, SfuEvent, SfuEventName, SfuEvents } from '@lectern/protocol/sfuRpc'
import type { Logger } from 'pino'
import type { Classroom } from '../room/Classroom.ts'
import type { RoomMediaControl } from '../room/RoomMediaControl.ts'
import type { EngineEvents, Session } from '../room/Session.ts'
import { Stage } from '../stage/Stage.ts'
import { RecordedTracks } from './RecordedTracks.ts'
import type { SfuClient } from './SfuClient.ts'

/** A session that has opened media. */
interface MediaPeer {
  session: Session
  /** By producer id. */
  producers: Map<string, MediaSource>
}

export interface ProduceInput {
  requestId: string
  transportId: string
  source: MediaSource
  kind: 'audio' | 'video'
  rtpParameters: Record<string, unknown>
  paused: boolean
}

/** The right that sending a source needs. Rule [ME2]. */
const RIGHT: Record<MediaSource, Action> = {
  microphone: 'media:microphone',
  camera: 'media:camera',
  screen: 'media:present',
  screenAudio: 'media:present',
}

/**
 * The media of one open room, seen from the class: who may send what, what the stage and the log say of it, and what goes on to the
 * clients of what the SFU tells.
 */
export class RoomMedia implements RoomMediaControl {
  readonly #room: Classroom
  readonly #sfu: SfuClient
  readonly #log: Logger
  /** By peer id. */
  readonly #peers = new Map<string, MediaPeer>()
  readonly #recorded: RecordedTracks
  readonly #listeners: { [Name in SfuEventName]: (data: SfuEvents[Name]) => void } = {
    consumer: (data) => this.#consumerMade(data),
    consumerClosed: ({ peerId, consumerId }) => this.#tell(peerId, 'media:consumer-closed', { consumerId }),
    consumerPaused: ({ peerId, room: _, ...state }) => this.#tell(peerId, 'media:consumer-paused', state),
    demand: ({ peerId, room: _, ...demand }) => this.#tell(peerId, 'media:demand', demand),
    speakers: ({ speakers }) => this.#room.broadcast('media:speakers', { speakers }),
    quality: ({ userId, quality }) => this.#room.broadcast('media:quality', { userId, quality }),
    reset: ({ peerIds }) => this.#reset(peerIds),
    trackStarted: (data) => this.#recorded.started(data),
    segment: (data) => this.#recorded.segment(data),
    trackEnded: (data) => this.#recorded.ended(data),
    recorder: ({ works }) => this.#room.recording.fault('recorder', !works),
  }

  constructor(room: Classroom, sfu: SfuClient, log: Logger) {
    this.#room = room
    this.#sfu = sfu
    this.#log = log
    this.#recorded = new RecordedTracks(room, sfu, log)
    this.reachable(sfu.isReachable)
    room.events.on('left', (session) => this.#sessionLeft(session))
    room.events.on('closed', () => {
      // Before the asking: what is opened at this moment finds itself unwanted, and closes.
      this.#peers.clear()
      this.#sfu.insist('closeRoom', { room: room.id })
    })
    this.#take()
    this.#later(() => this.#clearStage())
  }

  /** Both transports for a session, in place of what it had. */
  async open(session: Session): Promise<OpenedPeer> {
    const { peerId, userId } = session
    await this.#dropPeer(peerId)
    const peer: MediaPeer = { session, producers: new Map() }
    this.#peers.set(peerId, peer)
    try {
      const opened = await this.#sfu.call('openPeer', { ...this.#at(session), userId })
      if (this.#peers.get(peerId) !== peer) throw new LecternError('MEDIA_UNAVAILABLE')
      return opened
    } catch (error) {
      if (this.#peers.get(peerId) === peer) this.#peers.delete(peerId)
      // It left while the SFU was at it, which closes nothing that is not there yet.
      if (!this.#peers.has(peerId)) this.#sfu.insist('closePeer', this.#at(session))
      throw error
    }
  }

  async setCapabilities(
    session: Session,
    input: { rtpCapabilities: Record<string, unknown>; firstPictures?: number | undefined },
  ): Promise<null> {
    return this.#sfu.call('setCapabilities', { ...this.#opened(session), ...input })
  }

  async connectTransport(session: Session, input: { transportId: string; dtlsParameters: Record<string, unknown> }) {
    return this.#sfu.call('connectTransport', { ...this.#opened(session), ...input })
  }

  async restartIce(session: Session, transportId: string): Promise<{ iceParameters: Record<string, unknown> }> {
    return this.#sfu.call('restartIce', { ...this.#opened(session), transportId })
  }

  /** A retry with the same request id answers with the same producer and changes nothing more. */
  async produce(session: Session, input: ProduceInput): Promise<{ producerId: string }> {
    const at = this.#opened(session)
    const peer = this.#peers.get(session.peerId)!
    this.#mustMay(session.userId, input.source, input.paused)
    const { producerId } = await this.#sfu.call('produce', { ...at, ...input })
    await this.#room.step(() => this.#started(peer, producerId, input))
    return { producerId }
  }

  async pause(session: Session, producerId: string, paused: boolean): Promise<null> {
    const at = this.#opened(session)
    this.#mustMay(session.userId, this.#sourceOf(session, producerId), paused)
    await this.#sfu.call('pauseProducer', { ...at, producerId, paused })
    await this.#room.step(() => this.#paused(session, producerId, paused))
    return null
  }

  /** Nothing where it is closed already. */
  async closeProducer(session: Session, producerId: string): Promise<null> {
    const peer = this.#peers.get(session.peerId)
    if (peer?.producers.has(producerId)) await this.#room.step(() => this.#end(peer, producerId))
    return null
  }

  async consumersReady(session: Session, consumerIds: string[]): Promise<null> {
    return this.#sfu.call('consumersReady', { ...this.#opened(session), consumerIds })
  }

  async setWishes(session: Session, videos: VideoWish[]): Promise<null> {
    return this.#sfu.call('setWishes', { ...this.#opened(session), videos })
  }

  async stats(session: Session) {
    return this.#sfu.call('stats', this.#opened(session))
  }

  muteMicrophone(userId: string): void {
    for (const [peer, producerId, source] of this.#sentBy(userId)) {
      if (source !== 'microphone') continue
      this.#writePaused(userId, producerId, true, SERVER_ACTOR)
      this.#sfu.insist('pauseProducer', { ...this.#at(peer.session), producerId, paused: true })
    }
  }

  rightsChanged(userId: string): void {
    for (const [peer, producerId, source] of this.#sentBy(userId)) {
      if (this.#may(userId, source)) continue
      this.#end(peer, producerId)
      peer.session.emit('media:producer-closed', { producerId, reason: 'revoked' })
    }
  }

  removePerson(userId: string): void {
    for (const peer of [...this.#peers.values()]) if (peer.session.userId === userId) this.#endPeer(peer)
  }

  finishRecording(): Promise<void> {
    return this.#recorded.finish()
  }

  end(): void {
    this.#recorded.endAll()
    for (const peer of [...this.#peers.values()]) this.#endPeer(peer)
  }

  /** What the SFU tells about this room. */
  handleEvent({ event, data }: SfuEvent): void {
    const listener = this.#listeners[event] as (data: SfuEvent['data']) => void
    listener(data)
  }

  /** The SFU has nothing of this room any more. */
  sfuLost(): void {
    const peers = [...this.#peers.values()]
    this.#peers.clear()
    this.#later(() => {
      for (const peer of peers) this.#forgetProducers(peer)
    })
    this.#recorded.sfuLost()
    // Its next recorder says itself what it cannot do.
    this.#room.recording.fault('recorder', false)
  }

  /** Whether the SFU can be reached. */
  reachable(is: boolean): void {
    this.#room.recording.fault('media', !is)
  }

  /** The SFU is there: whoever has no media, lost or never had, may open it now. */
  sfuThere(): void {
    this.#take()
    for (const session of this.#room.sessions()) {
      if (!this.#peers.has(session.peerId)) session.emit('media:reset', { reason: 'node' })
    }
  }

  /** What the engine that led the room before has on the SFU is nobody's any more: its people come again. */
  #take(): void {
    this.#sfu.insist('takeRoom', { room: this.#room.id })
  }

  #at({ peerId }: Session): { room: string; peerId: string } {
    return { room: this.#room.id, peerId }
  }

  /** Address of a session that has opened media. */
  #opened(session: Session): { room: string; peerId: string } {
    if (!this.#peers.has(session.peerId)) throw new LecternError('NOT_FOUND', 'Sound and picture were not opened.')
    return this.#at(session)
  }

  #tell<Event extends keyof EngineEvents>(peerId: string, event: Event, payload: EngineEvents[Event]): void {
    this.#peers.get(peerId)?.session.emit(event, payload)
  }

  #sourceOf({ peerId }: Session, producerId: string): MediaSource {
    const source = this.#peers.get(peerId)?.producers.get(producerId)
    if (!source) throw new LecternError('NOT_FOUND')
    return source
  }

  #sentBy(userId: string): [peer: MediaPeer, producerId: string, source: MediaSource][] {
    const peers = [...this.#peers.values()].filter(({ session }) => session.userId === userId)
    return peers.flatMap((peer) =>
      [...peer.producers].map(([id, source]): [MediaPeer, string, MediaSource] => [peer, id, source]),
    )
  }

  #may(userId: string, source: MediaSource): boolean {
    return may(this.#room.standing(userId), RIGHT[source])
  }

  /** Throws unless the person may send it; whoever was muted for good may only send it paused. */
  #mustMay(userId: string, source: MediaSource, paused: boolean): void {
    if (!this.#may(userId, source)) throw new LecternError('NOT_ALLOWED')
    if (source !== 'microphone' || paused) return
    const locked = new Stage(this.#room.stage).people.get(userId)?.microphoneLocked
    if (locked) throw new LecternError('LOCKED', 'The teacher has muted your microphone.')
  }

  #started(peer: MediaPeer, producerId: string, { source, paused }: ProduceInput): void {
    const { session, producers } = peer
    const { peerId, userId } = session
    if (this.#peers.get(peerId) !== peer) throw new LecternError('MEDIA_UNAVAILABLE')
    if (producers.has(producerId)) return
    // The right, or the lock, may have changed while the SFU was at it.
    this.#orClose(session, producerId, () => this.#mustMay(userId, source, paused))
    for (const [older, of] of [...producers]) if (of === source) this.#end(peer, older)
    producers.set(producerId, source)
    this.#changeStage(userId, (stage) =>
      stage.media.set(producerId, { userId, peerId, source, paused, startedAt: this.#room.now }),
    )
    this.#append(userId, { type: 'started', producerId, peerId, source })
    if (paused) this.#append(userId, { type: 'paused', producerId, paused })
  }

  #paused(session: Session, producerId: string, paused: boolean): void {
    const source = this.#sourceOf(session, producerId)
    try {
      this.#mustMay(session.userId, source, paused)
    } catch (error) {
      this.#sfu.insist('pauseProducer', { ...this.#at(session), producerId, paused: true })
      throw error
    }
    this.#writePaused(session.userId, producerId, paused, session.userId)
  }

  #orClose(session: Session, producerId: string, check: () => void): void {
    try {
      check()
    } catch (error) {
      this.#sfu.insist('closeProducer', { ...this.#at(session), producerId })
      throw error
    }
  }

  #writePaused(userId: string, producerId: string, paused: boolean, actor: string): void {
    let changed = false
    this.#changeStage(actor, (stage) => {
      changed = stage.media.update(producerId, { paused })
    })
    if (changed) this.#append(userId, { type: 'paused', producerId, paused })
  }

  /** Inside a step: ends one producer everywhere. */
  #end(peer: MediaPeer, producerId: string): void {
    if (!peer.producers.delete(producerId)) return
    this.#writeStopped(peer.session.userId, producerId)
    this.#sfu.insist('closeProducer', { ...this.#at(peer.session), producerId })
  }

  /** Inside a step: ends all media of a connection. */
  #endPeer(peer: MediaPeer): void {
    this.#peers.delete(peer.session.peerId)
    this.#forgetProducers(peer)
    this.#sfu.insist('closePeer', this.#at(peer.session))
  }

  /** Inside a step: the SFU has closed them. */
  #forgetProducers(peer: MediaPeer): void {
    for (const producerId of peer.producers.keys()) this.#writeStopped(peer.session.userId, producerId)
    peer.producers.clear()
  }

  #writeStopped(userId: string, producerId: string): void {
    this.#changeStage(userId, (stage) => stage.media.delete(producerId))
    this.#append(userId, { type: 'stopped', producerId })
  }

  async #dropPeer(peerId: string): Promise<void> {
    const peer = this.#peers.get(peerId)
    if (peer) await this.#room.step(() => this.#endPeer(peer))
  }

  #sessionLeft({ peerId }: Session): void {
    const peer = this.#peers.get(peerId)
    if (!peer) return
    // At once, whatever becomes of the step: nothing of a person who left may go on.
    this.#peers.delete(peerId)
    this.#sfu.insist('closePeer', this.#at(peer.session))
    this.#later(() => this.#forgetProducers(peer))
  }

  /** What a process that is no more left on the stage. */
  #clearStage(): void {
    for (const [producerId, { userId, peerId }] of new Stage(this.#room.stage).media.entries()) {
      if (!this.#peers.has(peerId)) this.#writeStopped(userId, producerId)
    }
  }

  #consumerMade({ peerId, ofUserId, ofPeerId, room: _, ...consumer }: SfuEvents['consumer']): void {
    this.#tell(peerId, 'media:consumer', { ...consumer, userId: ofUserId, peerId: ofPeerId })
  }

  #reset(peerIds: readonly string[]): void {
    const lost = peerIds.flatMap((peerId) => this.#peers.get(peerId) ?? [])
    for (const { session } of lost) this.#peers.delete(session.peerId)
    this.#later(() => {
      for (const peer of lost) this.#forgetProducers(peer)
    })
    for (const { session } of lost) session.emit('media:reset', { reason: 'worker' })
  }

  #changeStage(actor: string, edit: (stage: Stage) => void): void {
    this.#room.change(STAGE, actor, (doc) => edit(new Stage(doc)))
  }

  #append(actor: string, payload: MediaPayload): void {
    this.#room.append({ kind: 'media', actor, payload })
  }

  #later(run: () => void): void {
    this.#room.step(run).catch((error) => {
      this.#log.debug({ room: this.#room.id, reason: String(error) }, 'media of a room that has closed')
    })
  }
}
