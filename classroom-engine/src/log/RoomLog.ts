import type { Entry, NewEntry, RoomSnapshot } from '@lectern/protocol'

/** Entries of one room that belong to one batch. `t`: the log time that the room gave them, from `RoomLog.now`. */
export interface RoomBatch {
  room: string
  t: number
  entries: readonly NewEntry[]
}

/** Where a room's entries went: their `seq` counts up from `seq`, and all have the time `t`. */
export interface Appended {
  room: string
  seq: number
  t: number
}

export interface RoomInfo {
  room: string
  /** The last entry; 0 for a room without any. */
  seq: number
  t: number
  sealed: boolean
  /** The entry that the snapshot was taken after; 0 without one. */
  snapshotSeq: number
}

export interface ReadRange {
  /** First entry, from 1. */
  from: number
  /** Last entry; the end of the log if left out. */
  to?: number
}

/** An entry whose bytes are not what was written. What comes before it is sound. */
export class DamagedEntryError extends Error {
  readonly room: string
  readonly seq: number

  constructor(room: string, seq: number, cause?: unknown) {
    super(`entry ${seq} of the log of room ${room} is damaged`, { cause })
    this.name = 'DamagedEntryError'
    this.room = room
    this.seq = seq
  }
}

/**
 * The logs of all rooms, each an ordered sequence of entries that only grows. Rules [LG1] to [LG7] of SPEC.md; every version
 * passes `roomLogContract`. Nothing but what is durable is ever read, told or counted.
 */
export interface RoomLog {
  /** The log's clock, epoch ms. */
  now(): number
  /**
   * Appends to several rooms at once and answers, in the order of the batch, when all of it is durable. A time that is lower than the
   * room's last is raised to it. Throws CLASS_ENDED, with nothing appended, where one of the rooms is sealed. After another error
   * the same batch may be appended again: it is there once.
   */
  append(batch: readonly RoomBatch[]): Promise<Appended[]>
  /** Entries in order. Throws DamagedEntryError when it comes to one. */
  read(room: string, range: ReadRange): AsyncIterable<Entry>
  /** Every entry from `from` on, those that are there and those to come, once and in order. Answers with what ends it. */
  subscribe(room: string, from: number, listener: (entry: Entry) => void): () => void
  info(room: string): Promise<RoomInfo>
  /** The latest snapshot; undefined where there is none or it cannot be read. */
  snapshot(room: string): Promise<RoomSnapshot | undefined>
  /** Keeps a snapshot; one that is older than the kept one is dropped. */
  putSnapshot(room: string, snapshot: RoomSnapshot): Promise<void>
  /** From now on appends to the room are refused. Again is fine. The log is kept. */
  seal(room: string): Promise<void>
  /** Sets a damaged entry and all after it aside, so that the log goes on after the last sound one. */
  setAside(room: string, fromSeq: number): Promise<void>
  rooms(): AsyncIterable<RoomInfo>
  close(): Promise<void>
}
