import { LecternError } from '@lectern/protocol'
import { Classroom, type ClassroomParts } from './Classroom.ts'

export interface RoomRegistryOptions {
  parts: ClassroomParts
  /** How long a room is kept in memory with nobody connected, ms. */
  idleMs: number
  /** A room was read and is about to take people in. */
  onOpened?: (room: Classroom) => void
}

/** The rooms that are open in this process. Each is read from its log once, however many come at the same moment. */
export class RoomRegistry {
  readonly #options: RoomRegistryOptions
  readonly #opening = new Map<string, Promise<Classroom>>()
  readonly #open = new Map<string, Classroom>()
  readonly #idle = new Map<string, NodeJS.Timeout>()
  readonly #leaving = new Set<Classroom>()
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

  /** The room, read from its log where it is not in memory. Throws CLASS_ENDED, NODE_DRAINING. */
  async open(id: string): Promise<Classroom> {
    if (this.#draining) throw new LecternError('NODE_DRAINING')
    const opening = this.#open.get(id) ?? this.#opening.get(id) ?? this.#load(id)
    return opening
  }

  /** Ends a class for all, for good. Again is fine. */
  async end(id: string, actor: string): Promise<void> {
    try {
      const room = await this.open(id)
      await room.step(() => room.end(actor))
    } catch (error) {
      if (!(error instanceof LecternError && error.code === 'CLASS_ENDED')) throw error
    }
    await this.#options.parts.log.seal(id)
  }

  /** Reads the rooms that were open when the engine ended, so that who does not come back is marked as gone. */
  async recover(): Promise<void> {
    for await (const { room, sealed, seq, snapshotSeq } of this.#options.parts.log.rooms()) {
      if (this.#draining) return
      if (!sealed && seq > snapshotSeq) await this.open(room)
    }
  }

  /** No room opens any more, and everybody is told to go elsewhere. */
  drain(): void {
    this.#draining = true
    for (const room of this.#open.values()) room.drain()
  }

  /** Lets go of all rooms at once. Nothing may be queued: what is not in a snapshot is read from the log again. */
  close(): void {
    this.#draining = true
    for (const room of [...this.#open.values()]) this.#letGo(room)
  }

  #load(id: string): Promise<Classroom> {
    const loading = this.#read(id).finally(() => this.#opening.delete(id))
    this.#opening.set(id, loading)
    return loading
  }

  async #read(id: string): Promise<Classroom> {
    const { parts, onOpened } = this.#options
    const { sealed } = await parts.log.info(id)
    if (sealed) throw new LecternError('CLASS_ENDED')
    const room = new Classroom(id, parts)
    await room.load()
    if (room.state.sealed) {
      // The engine ended between the last entry and the seal.
      await parts.log.seal(id)
      room.close()
      throw new LecternError('CLASS_ENDED')
    }
    this.#open.set(id, room)
    room.events.on('empty', () => this.#planLeaving(room))
    room.events.on('ended', () => this.#seal(room))
    room.events.on('broken', () => this.#letGo(room))
    onOpened?.(room)
    this.#planLeaving(room)
    return room
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
      if (isReady && room.isEmpty && this.#isOpen(room)) this.#letGo(room)
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
  }

  #isOpen(room: Classroom): boolean {
    return this.#open.get(room.id) === room
  }
}
