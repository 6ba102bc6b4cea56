import { setImmediate } from 'node:timers/promises'
import {
  decodeEntry,
  decodeSnapshot,
  type Entry,
  encodeEntry,
  encodeSnapshot,
  LecternError,
  type RoomSnapshot,
} from '@lectern/protocol'
import type { Database, RootDatabase } from 'lmdb'
import { OpenWork } from '../stores/OpenWork.ts'
import { withChecksum, withoutChecksum } from './checksummed.ts'
import type { DiskSpace } from './DiskSpace.ts'
import {
  type Appended,
  DamagedEntryError,
  type ReadRange,
  type RoomBatch,
  type RoomInfo,
  type RoomLog,
} from './RoomLog.ts'
import { Subscriptions } from './Subscriptions.ts'

type EntryKey = [room: string, seq: number]
type Head = Omit<RoomInfo, 'room'>

interface Prepared {
  batch: readonly RoomBatch[]
  rows: { key: EntryKey; value: Buffer }[]
  heads: Map<string, Head>
  appended: Appended[]
  bytes: number
}

const EMPTY: Head = { seq: 0, t: 0, sealed: false, snapshotSeq: 0 }
/** Entries that are read in one go; between two goes other work of the process runs. */
const READ_CHUNK = 512

/** The room log in an LMDB environment that is opened by `openLmdb`. */
export class LmdbRoomLog implements RoomLog {
  readonly #root: RootDatabase<Buffer, string>
  readonly #space: DiskSpace | undefined
  readonly #entries: Database<Buffer, EntryKey>
  readonly #heads: Database<Head, string>
  readonly #snapshots: Database<Buffer, string>
  readonly #aside: Database<Buffer, [room: string, seq: number, at: number]>
  readonly #work = new OpenWork()
  readonly #subscriptions = new Subscriptions((room, from) => this.read(room, { from }))
  /** Writes run one after the other, so that each sees what the one before it made durable. */
  #lastWrite: Promise<unknown> = Promise.resolve()
  /** The batch that was tried last: tried again, it goes to the same place. */
  #prepared: Prepared | undefined

  /** `space`: of the disk that `root` is on. */
  constructor(root: RootDatabase<Buffer, string>, space?: DiskSpace) {
    this.#root = root
    this.#space = space
    this.#entries = root.openDB({ name: 'entries', encoding: 'binary' })
    this.#heads = root.openDB({ name: 'heads', encoding: 'json' })
    this.#snapshots = root.openDB({ name: 'snapshots', encoding: 'binary' })
    this.#aside = root.openDB({ name: 'aside', encoding: 'binary' })
  }

  now(): number {
    return Date.now()
  }

  append(batch: readonly RoomBatch[]): Promise<Appended[]> {
    return this.#write(async () => {
      const prepared = this.#prepared?.batch === batch ? this.#prepared : this.#prepare(batch)
      this.#prepared = prepared
      // lmdb can die of a write that the disk refuses: the text of its error is too long for the memory it sets aside.
      await this.#space?.mustHold(prepared.bytes)
      await this.#commit(() => {
        for (const { key, value } of prepared.rows) this.#entries.putSync(key, value)
        for (const [room, head] of prepared.heads) this.#heads.putSync(room, head)
      })
      this.#prepared = undefined
      for (const [index, { room, seq, t }] of prepared.appended.entries()) {
        this.#subscriptions.told(room, seq, t, batch[index]!.entries)
      }
      return prepared.appended
    })
  }

  async *read(room: string, { from, to = Number.POSITIVE_INFINITY }: ReadRange): AsyncIterable<Entry> {
    this.#work.mustBeOpen()
    const last = Math.min(to, this.#head(room).seq)
    for (let next = from; next <= last; next += READ_CHUNK) {
      const until = Math.min(next + READ_CHUNK - 1, last)
      yield* this.#readChunk(room, next, until)
      if (until === last) return
      await setImmediate()
      this.#work.mustBeOpen()
    }
  }

  subscribe(room: string, from: number, listener: (entry: Entry) => void): () => void {
    return this.#subscriptions.add(room, from, listener)
  }

  async info(room: string): Promise<RoomInfo> {
    this.#work.mustBeOpen()
    return { room, ...this.#head(room) }
  }

  async snapshot(room: string): Promise<RoomSnapshot | undefined> {
    this.#work.mustBeOpen()
    const row = this.#snapshots.get(room)
    const bytes = row && withoutChecksum(row, 0)
    return bytes ? decodeSnapshot(bytes) : undefined
  }

  putSnapshot(room: string, snapshot: RoomSnapshot): Promise<void> {
    const bytes = withChecksum(encodeSnapshot(snapshot), 0)
    return this.#write(async () => {
      await this.#space?.mustHold(bytes.length)
      const head = this.#head(room)
      if (snapshot.seq < head.snapshotSeq || snapshot.seq > head.seq) return
      await this.#commit(() => {
        this.#snapshots.putSync(room, bytes)
        this.#heads.putSync(room, { ...head, snapshotSeq: snapshot.seq })
      })
    })
  }

  seal(room: string): Promise<void> {
    return this.#write(() => this.#commit(() => this.#heads.putSync(room, { ...this.#head(room), sealed: true })))
  }

  setAside(room: string, fromSeq: number): Promise<void> {
    return this.#write(async () => {
      const head = this.#head(room)
      const t = this.#timeOf(room, fromSeq - 1)
      const dropSnapshot = head.snapshotSeq >= fromSeq
      const snapshotSeq = dropSnapshot ? 0 : head.snapshotSeq
      const rows = this.#range(room, fromSeq, Number.MAX_SAFE_INTEGER - 1)
      await this.#commit(() => {
        for (const { key, value } of rows) {
          this.#aside.putSync([room, key[1], Date.now()], value)
          this.#entries.removeSync(key)
        }
        if (dropSnapshot) this.#snapshots.removeSync(room)
        this.#heads.putSync(room, { ...head, seq: fromSeq - 1, t, snapshotSeq })
      })
    })
  }

  async *rooms(): AsyncIterable<RoomInfo> {
    let chunk: { key: string; value: Head }[] = []
    do {
      this.#work.mustBeOpen()
      const after = chunk.at(-1)?.key
      const options = { limit: READ_CHUNK, ...(after === undefined ? {} : { start: after, exclusiveStart: true }) }
      chunk = [...this.#heads.getRange(options)]
      for (const { key, value } of chunk) yield { room: key, ...value }
    } while (chunk.length > 0)
  }

  async close(): Promise<void> {
    this.#subscriptions.close()
    await this.#work.close()
  }

  /** Bytes of an entry as they are stored, for tests that damage them. */
  async damage(room: string, seq: number, change: (bytes: Buffer) => Buffer): Promise<void> {
    const bytes = this.#entries.get([room, seq])
    if (bytes) await this.#entries.put([room, seq], change(Buffer.from(bytes)))
  }

  #head(room: string): Head {
    return this.#heads.get(room) ?? EMPTY
  }

  #prepare(batch: readonly RoomBatch[]): Prepared {
    const prepared: Prepared = { batch, rows: [], heads: new Map(), appended: [], bytes: 0 }
    for (const { room, t: given, entries } of batch) {
      const head = prepared.heads.get(room) ?? this.#head(room)
      if (head.sealed) throw new LecternError('CLASS_ENDED')
      const t = Math.max(given, head.t)
      for (const [index, entry] of entries.entries()) {
        const seq = head.seq + 1 + index
        const value = withChecksum(encodeEntry(entry, t), seq)
        prepared.rows.push({ key: [room, seq], value })
        prepared.bytes += value.length
      }
      prepared.heads.set(room, { ...head, seq: head.seq + entries.length, t })
      prepared.appended.push({ room, seq: head.seq + 1, t })
    }
    return prepared
  }

  *#readChunk(room: string, from: number, to: number): Iterable<Entry> {
    let expected = from
    for (const { key, value } of this.#range(room, from, to)) {
      const seq = key[1]
      const bytes = seq === expected ? withoutChecksum(value, seq) : undefined
      if (!bytes) throw new DamagedEntryError(room, expected)
      yield decode(room, seq, bytes)
      expected += 1
    }
    if (expected <= to) throw new DamagedEntryError(room, expected)
  }

  /** Copies the rows first: an open range would hold a read transaction, and with it old pages of the file. */
  #range(room: string, from: number, to: number): { key: EntryKey; value: Buffer }[] {
    return [...this.#entries.getRange({ start: [room, from], end: [room, to + 1] })]
  }

  #timeOf(room: string, seq: number): number {
    if (seq < 1) return 0
    for (const { t } of this.#readChunk(room, seq, seq)) return t
    return 0
  }

  #write<T>(run: () => Promise<T>): Promise<T> {
    return this.#work.run(() => {
      const result = this.#lastWrite.then(run)
      this.#lastWrite = result.catch(() => undefined)
      return result
    })
  }

  /** One transaction; answers after its fsync. Its writes happen at once inside it, so that only the whole can fail. */
  async #commit(write: () => unknown): Promise<void> {
    try {
      await this.#root.transaction(write)
      await this.#root.flushed
    } catch (error) {
      throw await causeOf(error)
    }
  }
}

/** lmdb puts the reason (disk full, I/O error) into a promise of its own, which rejects. */
async function causeOf(error: unknown): Promise<unknown> {
  const { commitError } = error as { commitError?: Promise<never> }
  return commitError ? commitError.catch((cause: unknown) => cause) : error
}

function decode(room: string, seq: number, bytes: Buffer): Entry {
  try {
    return decodeEntry(seq, bytes)
  } catch (error) {
    throw new DamagedEntryError(room, seq, error)
  }
}
