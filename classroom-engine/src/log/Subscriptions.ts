import type { Entry, NewEntry } from '@lectern/protocol'
import { DamagedEntryError, LostEntriesError } from './RoomLog.ts'

interface Subscription {
  room: string
  /** The next entry that the listener gets. */
  next: number
  listener: (entry: Entry) => void
  /** It reads what is there already; what comes meanwhile it will find there. */
  reading: boolean
  open: boolean
}

/**
 * Subscribers of a log in this process: each gets first what the log has, then what is told, once and in order. Rule [LG5].
 * Entries that were lost with the log's data are left out.
 */
export class Subscriptions {
  readonly #read: (room: string, from: number) => AsyncIterable<Entry>
  readonly #ofRoom = new Map<string, Set<Subscription>>()

  constructor(read: (room: string, from: number) => AsyncIterable<Entry>) {
    this.#read = read
  }

  add(room: string, from: number, listener: (entry: Entry) => void): () => void {
    const subscription: Subscription = { room, next: from, listener, reading: false, open: true }
    const ofRoom = this.#ofRoom.get(room) ?? new Set()
    this.#ofRoom.set(room, ofRoom.add(subscription))
    void this.#catchUp(subscription)
    return () => this.#remove(subscription)
  }

  /** Entries from `seq` on are durable now. */
  told(room: string, seq: number, t: number, entries: readonly NewEntry[]): void {
    for (const subscription of this.#ofRoom.get(room) ?? []) {
      if (subscription.reading) continue
      if (subscription.next < seq) void this.#catchUp(subscription)
      else for (const [index, entry] of entries.entries()) this.#give(subscription, { ...entry, seq: seq + index, t })
    }
  }

  /** Rooms that somebody subscribed to. */
  rooms(): string[] {
    return [...this.#ofRoom.keys()]
  }

  /** The room's log has entries up to `seq`, whoever appended them. */
  reached(room: string, seq: number): void {
    for (const subscription of this.#ofRoom.get(room) ?? []) {
      if (!subscription.reading && subscription.next <= seq) void this.#catchUp(subscription)
    }
  }

  close(): void {
    for (const ofRoom of this.#ofRoom.values()) for (const subscription of ofRoom) subscription.open = false
    this.#ofRoom.clear()
  }

  async #catchUp(subscription: Subscription): Promise<void> {
    subscription.reading = true
    try {
      let before: number
      do {
        before = subscription.next
        for await (const entry of this.#read(subscription.room, subscription.next)) {
          if (!subscription.open) return
          this.#give(subscription, entry)
        }
      } while (subscription.next > before)
    } catch (error) {
      // Nothing after a damaged entry can be told in order. Whoever opens the room meets it too and sets it aside.
      if (error instanceof DamagedEntryError) this.#remove(subscription)
      // Any other failure passes: the next entry that is told, or `reached`, has it read on.
      if (error instanceof LostEntriesError) subscription.next = error.firstSeq
    } finally {
      subscription.reading = false
    }
  }

  #give(subscription: Subscription, entry: Entry): void {
    if (!subscription.open || entry.seq !== subscription.next) return
    subscription.next += 1
    subscription.listener(entry)
  }

  #remove(subscription: Subscription): void {
    subscription.open = false
    const ofRoom = this.#ofRoom.get(subscription.room)
    ofRoom?.delete(subscription)
    if (ofRoom?.size === 0) this.#ofRoom.delete(subscription.room)
  }
}
