import { setTimeout as sleep } from 'node:timers/promises'
import { LecternError } from '@lectern/protocol'
import type { Logger } from 'pino'
import type { Dispatcher } from '../commands/Dispatcher.ts'
import type { RoomLog } from '../log/RoomLog.ts'
import { Classroom } from '../room/Classroom.ts'
import type { RoomRegistry } from '../room/RoomRegistry.ts'
import type { LeaderLinks } from './LeaderLinks.ts'
import type { LedRooms } from './LinkToFollower.ts'
import { LeaderGoneError } from './LinkToLeader.ts'
import { LocalRoom } from './LocalRoom.ts'
import { RelayedRoom } from './RelayedRoom.ts'
import type { RoomDoor } from './RoomDoor.ts'
import type { Lease, RoomLeases } from './RoomLeases.ts'

export interface RoomDoorsOptions {
  registry: RoomRegistry
  leases: RoomLeases
  dispatcher: Dispatcher
  log: RoomLog
  /** To other engines; undefined where there are none. */
  links: LeaderLinks | undefined
  logger: Logger
}

/** How long a leader is looked for before the client is told to come again, ms. */
const FIND_MS = 2500
const FIRST_PAUSE_MS = 10

/** The way to any room, whichever engine leads it. */
export class RoomDoors implements LedRooms {
  readonly #options: RoomDoorsOptions
  readonly #relayed = new Map<string, RelayedRoom>()
  readonly #finding = new Map<string, Promise<RoomDoor>>()

  constructor(options: RoomDoorsOptions) {
    this.#options = options
  }

  /** Rooms of other engines that people here are in. */
  relayed(): RelayedRoom[] {
    return [...this.#relayed.values()]
  }

  /** Throws CLASS_ENDED, NODE_DRAINING. */
  async open(id: string): Promise<RoomDoor> {
    return this.led(id) ?? this.#relayed.get(id) ?? this.#finding.get(id) ?? this.#find(id)
  }

  led(id: string): RoomDoor | undefined {
    const { registry, dispatcher } = this.#options
    const room = registry.get(id)
    return room && new LocalRoom(room, dispatcher)
  }

  async lead(id: string): Promise<RoomDoor> {
    const { registry, dispatcher } = this.#options
    const found = await registry.claim(id)
    if (found instanceof Classroom) return new LocalRoom(found, dispatcher)
    throw new LecternError('NODE_DRAINING')
  }

  /** Ends a class for all, for good. Again is fine. */
  async end(id: string, actor: string): Promise<void> {
    try {
      const door = await this.open(id)
      await door.end(actor)
    } catch (error) {
      if (!(error instanceof LecternError && error.code === 'CLASS_ENDED')) throw error
    }
    await this.#options.log.seal(id)
  }

  /** Has everybody here who is in a room of another engine come again. */
  drain(): void {
    for (const room of this.relayed()) room.moved()
  }

  #find(id: string): Promise<RoomDoor> {
    const finding = this.#lookFor(id).finally(() => this.#finding.delete(id))
    this.#finding.set(id, finding)
    return finding
  }

  /** A leader that is gone is seized from; one that is about to go, or cannot be reached though it lives, is asked again for a while. */
  async #lookFor(id: string): Promise<RoomDoor> {
    const { registry, dispatcher } = this.#options
    const until = performance.now() + FIND_MS
    let found = await registry.claim(id)
    for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
      if (found instanceof Classroom) return new LocalRoom(found, dispatcher)
      const reached = await this.#reach(found)
      if (reached instanceof RelayedRoom) return reached
      if (performance.now() + pause > until) throw new LecternError('NODE_DRAINING')
      if (reached === 'not now') await sleep(pause)
      found = await (reached === 'gone' ? registry.seize(id, found.epoch) : registry.claim(id))
    }
  }

  async #reach(lease: Lease): Promise<RelayedRoom | 'gone' | 'not now'> {
    const { links, logger } = this.#options
    try {
      const link = await links!.to(lease.engine)
      return await this.#openAt(lease.room, link)
    } catch (error) {
      if (error instanceof LeaderGoneError) return 'gone'
      if (error instanceof LecternError && error.code !== 'NODE_DRAINING') throw error
      if (error instanceof LecternError) return 'not now'
      logger.warn({ err: error, leader: lease.engine.url }, 'the engine that leads a room cannot be reached')
      return (await this.#isAlive(lease)) ? 'not now' : 'gone'
    }
  }

  async #openAt(id: string, link: Awaited<ReturnType<LeaderLinks['to']>>): Promise<RelayedRoom> {
    const room = await RelayedRoom.open(id, link, () => {
      if (this.#relayed.get(id) === room) this.#relayed.delete(id)
    })
    if (room.isOpen) this.#relayed.set(id, room)
    return room
  }

  /** Who cannot be asked counts as alive: a leader is seized from only when it is known to be gone. */
  async #isAlive({ engine }: Lease): Promise<boolean> {
    return this.#options.leases.isAlive(engine.instance).catch(() => true)
  }
}
