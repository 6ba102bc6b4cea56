import type { Entry, RoomSnapshot } from '@lectern/protocol'
import type { Appended, ReadRange, Refused, RoomBatch, RoomInfo, RoomLog } from '../../src/log/RoomLog.ts'

/** A log in memory whose appends wait until they are let through, or fail. */
export class GatedLog implements RoomLog {
  readonly batches: (readonly RoomBatch[])[] = []
  readonly entries: Entry[] = []
  /** Errors for the next appends, first to last. */
  failures: Error[] = []
  /** Rooms that are refused: FENCED always, LOST until they are given back. */
  refusals = new Map<string, Refused['refused']>()
  #gate: PromiseWithResolvers<void> | undefined
  #arrived = Promise.withResolvers<void>()

  /** From now on appends wait for `release`. */
  hold(): void {
    this.#gate = Promise.withResolvers<void>()
  }

  release(): void {
    this.#gate?.resolve()
    this.#gate = undefined
  }

  /** Answers when an append has come and waits. */
  async arrived(): Promise<void> {
    await this.#arrived.promise
    this.#arrived = Promise.withResolvers<void>()
  }

  now(): number {
    return 1000
  }

  async append(batch: readonly RoomBatch[]): Promise<(Appended | Refused)[]> {
    this.batches.push(batch)
    this.#arrived.resolve()
    await this.#gate?.promise
    const failure = this.failures.shift()
    if (failure) throw failure
    return batch.map(({ room, t, entries, restore }) => {
      const refused = restore ? undefined : this.refusals.get(room)
      if (refused) return { room, refused }
      const seq = this.entries.length + 1
      for (const entry of entries) this.entries.push({ ...entry, seq: this.entries.length + 1, t })
      return { room, seq, t }
    })
  }

  async *read(_room: string, { from }: ReadRange): AsyncIterable<Entry> {
    yield* this.entries.slice(from - 1)
  }

  subscribe(): () => void {
    return () => undefined
  }

  async info(room: string): Promise<RoomInfo> {
    return { room, seq: this.entries.length, t: 0, sealed: false, snapshotSeq: 0 }
  }

  async snapshot(): Promise<RoomSnapshot | undefined> {
    return undefined
  }

  async putSnapshot(): Promise<void> {}
  async seal(): Promise<void> {}
  async setAside(): Promise<void> {}
  async *rooms(): AsyncIterable<RoomInfo> {}
  async close(): Promise<void> {}
}
