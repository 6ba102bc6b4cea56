import { LecternError } from '@lectern/protocol'
import type { types } from 'mediasoup'
import type { Logger } from 'pino'
import type { SfuConfig } from './config.ts'
import { iceServers } from './iceServers.ts'
import type { EventSink, Peer } from './Peer.ts'
import { Room } from './Room.ts'
import { NodeRecorder } from './recorder/NodeRecorder.ts'
import { routerCodecs } from './routerCodecs.ts'
import type { WorkerPool } from './WorkerPool.ts'

/** All rooms of one node. */
export class Sfu {
  readonly recorder: NodeRecorder
  readonly #config: SfuConfig
  readonly #pool: WorkerPool
  readonly #log: Logger
  readonly #codecs: types.RouterRtpCodecCapability[]
  readonly #rooms = new Map<string, Room>()

  constructor(config: SfuConfig, pool: WorkerPool, log: Logger) {
    this.#config = config
    this.#pool = pool
    this.#log = log
    this.#codecs = routerCodecs(config.codecs)
    this.recorder = new NodeRecorder(config.store, log)
  }

  get rooms(): Iterable<Room> {
    return this.#rooms.values()
  }

  get pool(): WorkerPool {
    return this.#pool
  }

  /** A room that is live here. */
  room(roomId: string): Room {
    const room = this.#rooms.get(roomId)
    if (!room) throw new LecternError('NOT_FOUND', 'Sound and picture were not opened.')
    return room
  }

  async openPeer(roomId: string, peerId: string, userId: string, sink: EventSink): Promise<Peer> {
    if (this.#transports() + 2 > this.#config.media.transports) {
      throw new LecternError('MEDIA_UNAVAILABLE', 'There is no more room for sound and picture. Board and chat go on.')
    }
    return (this.#rooms.get(roomId) ?? this.#openRoom(roomId)).open(peerId, userId, sink)
  }

  /** For one person: the servers that help to find a path, with credentials. */
  iceFor(userId: string) {
    const { ice } = this.#config
    return { iceServers: iceServers(ice, userId, Date.now()), iceTransportPolicy: ice.policy }
  }

  closePeer(roomId: string, peerId: string): void {
    this.#rooms.get(roomId)?.closePeer(peerId)
  }

  /** Closes what an engine has in the room. Not the room: another engine may lead it by now. */
  closeRoom(roomId: string, sink: EventSink): void {
    this.#rooms.get(roomId)?.closePeersOf(sink)
  }

  /** Closes what engines other than this one left in the room; what was recorded of it is told to this one. */
  takeRoom(roomId: string, sink: EventSink): void {
    this.recorder.handOver(roomId, sink)
    this.#rooms.get(roomId)?.closePeersOfOthers(sink)
  }

  /** Resolves when the last segment is stored and told, or after some seconds without. Fine where nothing is recorded. */
  async stopRecording(roomId: string, producerId: string): Promise<void> {
    const room = this.#rooms.get(roomId)
    const onAir = room?.onAir(producerId)
    if (onAir) room?.setRecorded(onAir, false)
    await this.recorder.stop(producerId)
  }

  closePeersOf(sink: EventSink): void {
    for (const room of [...this.#rooms.values()]) room.closePeersOf(sink)
  }

  async close(): Promise<void> {
    for (const room of [...this.#rooms.values()]) room.close()
    await this.#pool.close()
  }

  #openRoom(id: string): Room {
    const { media } = this.#config
    const onEmpty = () => this.#rooms.delete(id)
    const room = new Room({
      id,
      pool: this.#pool,
      codecs: this.#codecs,
      limits: media,
      log: this.#log,
      onProducerGone: (producerId) => this.recorder.producerGone(producerId),
      onEmpty,
    })
    this.#rooms.set(id, room)
    return room
  }

  #transports(): number {
    let count = 0
    for (const { load } of this.#rooms.values()) count += 2 * load
    return count
  }
}
