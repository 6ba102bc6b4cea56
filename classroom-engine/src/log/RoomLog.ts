import type { Entry, NewEntry, RoomSnapshot } from '@lectern/protocol'

/** Entries of one room that belong to one batch. */
export interface RoomBatch {
  room: string
  /** The log time that the room gave them, from `RoomLog.now`. */
  t: number
  /** None: the log is only asked whether it still stands where the room thinks. */
  entries: readonly NewEntry[]
  /** What the room takes for the last entry. A log that others may write to, or that may lose its data, checks it. */
  after?: LogPosition
  /** Of the lease under which the room is led, given with `after`. A log that others may write to checks it. */
  epoch?: number
  /** For a log that answered LOST: the room as it is after these entries. The log goes on from it. */
  restore?: RoomSnapshot
}

/** An entry's place in its room's log; `{ seq: 0, t: 0 }` before the first. */
export interface LogPosition {
  seq: number
  t: number
}

/** Where a room's entries went: their `seq` counts up from `seq`, and all have the time `t`. */
export interface Appended {
  room: string
  seq: number
  t: number
  refused?: undefined
}

/**
 * Nothing of this room's part was appended. FENCED: somebody else leads the room by now, or ended it; read it again. LOST: the
 * log does not have what it once acknowledged; give it back by `restore`.
 */
export interface Refused {
  room: string
  refused: 'FENCED' | 'LOST'
  seq?: undefined
  t?: undefined
}

export interface RoomInfo {
  room: string
  /** The last entry; 0 for a room without any. */
  seq: number
  t: number
  sealed: boolean
  /** The entry that the snapshot was taken after; 0 without one. */
  snapshotSeq: number
  /** The first entry from which on all are there, where some before it were lost. What they did is in the snapshot. */
  firstSeq?: number
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

/** Entries were acknowledged, then lost together with the log's data. What they did is in the snapshot. */
export class LostEntriesError extends Error {
  readonly room: string
  /** The entry from which on all are there again. */
  readonly firstSeq: number

  constructor(room: string, seq: number, firstSeq: number) {
    super(`entries ${seq} to ${firstSeq - 1} of the log of room ${room} were lost with its store's data`)
    this.name = 'LostEntriesError'
    this.room = room
    this.firstSeq = firstSeq
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
   * room's last is raised to it. Rooms that come with `after` may be refused one by one; a room twice in a batch comes without. Throws
   * CLASS_ENDED, with nothing appended, where one of the others is sealed. After another error, which comes within some seconds, the
   * same batch (the same array) may be appended again: it is there once.
   */
  append(batch: readonly RoomBatch[]): Promise<(Appended | Refused)[]>
  /** Entries in order. Throws DamagedEntryError, LostEntriesError when it comes to one that is damaged or gone. */
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
