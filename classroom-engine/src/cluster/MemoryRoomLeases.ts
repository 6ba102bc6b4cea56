import type { EngineAddress, Lease, RoomLeases } from './RoomLeases.ts'

/** Leases where there is one engine only: it leads every room that it asks for. */
export class MemoryRoomLeases implements RoomLeases {
  readonly engine: EngineAddress
  readonly #epochs = new Map<string, number>()
  #lastEpoch = 0
  #isRegistered = false

  constructor(engine: EngineAddress) {
    this.engine = engine
  }

  async register(): Promise<void> {
    this.#isRegistered = true
  }

  async isAlive(instance: string): Promise<boolean> {
    return this.#isRegistered && instance === this.engine.instance
  }

  async engines(): Promise<EngineAddress[]> {
    return this.#isRegistered ? [this.engine] : []
  }

  async find(room: string): Promise<Lease | undefined> {
    const epoch = this.#epochs.get(room)
    return epoch === undefined ? undefined : { room, epoch, engine: this.engine, isOurs: true }
  }

  async claim(room: string): Promise<Lease> {
    // One count for all rooms: none has to be remembered after its release.
    const epoch = this.#epochs.get(room) ?? ++this.#lastEpoch
    this.#epochs.set(room, epoch)
    return { room, epoch, engine: this.engine, isOurs: true }
  }

  seize(room: string, _epochSeen: number): Promise<Lease> {
    return this.claim(room)
  }

  async release(room: string, epoch: number): Promise<void> {
    if (this.#epochs.get(room) === epoch) this.#epochs.delete(room)
  }

  async close(): Promise<void> {
    this.#isRegistered = false
  }
}
