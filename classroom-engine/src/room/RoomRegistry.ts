import { LecternError } from '@lectern/protocol'
import type { Lease, RoomLeases } from '../cluster/RoomLeases.ts'
import { Classroom, type ClassroomParts } from './Classroom.ts'

export interface RoomRegistryOptions {
  parts: ClassroomParts
  leases: RoomLeases
  /** How long a room is kept in memory with nobody connected, ms. */
  idleMs: number
  /** A room was read and is about to take people in. */
  onOpened?: (room: Classroom) => void
  /** A room is not led from memory here any more. */
  onGone?: (room: string) => void
}

type Asking = (options: RoomRegistryOptions) => Promise<Lease>

/** The rooms that this engine leads. Each is read from its log once, however many come at the same moment. */
export class RoomRegistry {
  readonly #options: RoomRegistryOptions
  readonly #opening = new Map<string, Promise<Classroom | Lease>>()
  readonly #open = new Map<string, Classroom>()
  readonly #idle = new Map<string, NodeJS.Timeout>()
  readonly #leaving = new Set<Classroom>()
  /** Leases that are being given up. */
  readonly #releasing = new Map<string, Promise<void>>()
  #draining = false

  constructor(options: RoomRegistryOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#open.size
  }

  rooms(): Classroom[] {
    return [...this.#open.values()]
  }

  /** A room that is in memory now. */
  get(id: string): Classroom | undefined {
    return this.#open.get(id)
  }

  /**
   * The room, read from its log where it is not in memory; or the lease of the engine that leads it. Throws CLASS_ENDED, and
   * NODE_DRAINING also where nobody can be asked who leads.
   */
  claim(id: string): Promise<Classroom | Lease> {
    return this.#resolve(id, ({ leases }) => leases.claim(id))
  }

  /** The same, after the engine that led the room under `epoch` was found to be gone. */
  seize(id: string, epoch: number): Promise<Classroom | Lease> {
    return this.#resolve(id, ({ leases }) => leases.seize(id, epoch))
  }

  /** Reads the rooms that nobody leads though something happened in them, so that who does not come back is marked as gone. */
  async recover(): Promise<void> {
    const { parts } = this.#options
    for await (const { room, sealed, seq, snapshotSeq } of parts.log.rooms()) {
      if (this.#draining) return
      if (sealed || seq <= snapshotSeq) continue
      await this.#recoverRoom(room).catch((error: unknown) => {
        parts.logger.warn({ err: error, room }, 'a room of an earlier run could not be looked at')
      })
    }
  }

  /** Takes nothing more, makes durable what was taken, and leaves all rooms to whoever claims them next; their people come again. */
  async handOver(): Promise<void> {
    this.#draining = true
    for (const room of this.#open.values()) room.freeze()
    await this.#options.parts.stepper.idle()
    await Promise.all([...this.#open.values()].map((room) => this.#handOverRoom(room)))
  }

  /** No room opens any more; everybody is told to go elsewhere. */
  drain(): void {
    this.#draining = true
    for (const room of this.#open.values()) room.drain()
  }

  /** Lets go of all rooms at once. Nothing may be queued: what is not in a snapshot is read from the log again. */
  close(): void {
    this.#draining = true
    for (const room of [...this.#open.values()]) this.#letGo(room)
  }

  async #resolve(id: string, ask: Asking): Promise<Classroom | Lease> {
    if (this.#draining) throw new LecternError('NODE_DRAINING')
    return this.#open.get(id) ?? this.#opening.get(id) ?? this.#load(id, ask)
  }

  #load(id: string, ask: Asking): Promise<Classroom | Lease> {
    const loading = this.#askAndRead(id, ask).finally(() => this.#opening.delete(id))
    this.#opening.set(id, loading)
    return loading
  }

  async #askAndRead(id: string, ask: Asking): Promise<Classroom | Lease> {
    const lease = await this.#ask(id, ask)
    return lease.isOurs ? this.#read(lease) : lease
  }

  async #ask(id: string, ask: Asking): Promise<Lease> {
    // What is on its way to be given up would be given up under the feet of who claims it now.
    await this.#releasing.get(id)
    try {
      return await ask(this.#options)
    } catch (error) {
      this.#options.parts.logger.warn({ err: error, room: id }, 'nobody can be asked who leads a room')
      throw new LecternError('NODE_DRAINING')
    }
  }

  async #read({ room: id, epoch }: Lease): Promise<Classroom> {
    const { parts, onOpened } = this.#options
    const room = new Classroom(id, parts, epoch)
    try {
      await this.#readLog(room)
    } catch (error) {
      room.close()
      this.#release(room)
      throw error
    }
    this.#open.set(id, room)
    room.events.on('empty', () => this.#planLeaving(room))
    room.events.on('ended', () => this.#seal(room))
    room.events.on('broken', () => this.#letGo(room))
    onOpened?.(room)
    this.#planLeaving(room)
    return room
  }

  async #readLog(room: Classroom): Promise<void> {
    const { log } = this.#options.parts
    const { sealed } = await log.info(room.id)
    if (sealed) throw new LecternError('CLASS_ENDED')
    await room.load()
    // The engine ended between the last entry and the seal.
    if (room.state.sealed) await log.seal(room.id)
    if (room.state.sealed) throw new LecternError('CLASS_ENDED')
    if (this.#draining) throw new LecternError('NODE_DRAINING')
  }

  async #recoverRoom(id: string): Promise<void> {
    const found = await this.claim(id)
    if (found instanceof Classroom) return
    const { leases } = this.#options
    if (!(await leases.isAlive(found.engine.instance))) await this.seize(id, found.epoch)
  }

  async #handOverRoom(room: Classroom): Promise<void> {
    await this.#release(room)
    // Only now: who is told to come again finds nobody who leads, and an engine that may.
    room.drain()
    this.#letGo(room)
  }

  #release({ id, epoch = 0 }: Classroom): Promise<void> {
    const { leases, parts } = this.#options
    const releasing = leases
      .release(id, epoch)
      // It stays ours then, and is found to be nobody's once this engine is gone.
      .catch((error: unknown) => parts.logger.warn({ err: error, room: id }, 'a room could not be left to others'))
      .finally(() => this.#releasing.delete(id))
    this.#releasing.set(id, releasing)
    return releasing
  }

  #seal(room: Classroom): void {
    const { log, logger } = this.#options.parts
    log.seal(room.id).catch((error: unknown) => {
      logger.warn({ err: error, room: room.id }, 'the log could not be sealed; it says itself that the class ended')
    })
  }

  #planLeaving(room: Classroom): void {
    if (this.#leaving.has(room) || !this.#isOpen(room)) return
    clearTimeout(this.#idle.get(room.id))
    const wait = room.state.sealed ? 0 : this.#options.idleMs
    const timer = setTimeout(() => void this.#leave(room), wait)
    this.#idle.set(room.id, timer)
  }

  /** Somebody may come at any moment of this: then the room stays. */
  async #leave(room: Classroom): Promise<void> {
    this.#leaving.add(room)
    try {
      const isReady = room.isEmpty && (await room.prepareClose())
      if (isReady && room.isEmpty && this.#isOpen(room)) {
        this.#letGo(room)
        void this.#release(room)
      }
    } catch (error) {
      this.#options.parts.logger.warn({ err: error, room: room.id }, 'a room could not be let go of')
    } finally {
      this.#leaving.delete(room)
      if (room.isEmpty) this.#planLeaving(room)
    }
  }

  #letGo(room: Classroom): void {
    clearTimeout(this.#idle.get(room.id))
    this.#idle.delete(room.id)
    if (this.#isOpen(room)) this.#open.delete(room.id)
    room.close()
    this.#options.onGone?.(room.id)
  }

  #isOpen(room: Classroom): boolean {
    return this.#open.get(room.id) === room
  }
}
