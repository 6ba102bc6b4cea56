import { BOARD_RECORDS } from '@lectern/protocol'
import type { RecordsDiff, TLRecord, TLShapeId, TLStore } from '@tldraw/tldraw'
import { equalityDeep } from 'lib0/function'
import type * as Y from 'yjs'
import { State } from '../classroom/State.ts'
import type { SyncedDocument } from '../classroom/SyncedDocument.ts'
import { isShared } from './boardStore.ts'
import { Indexes } from './Indexes.ts'
import { plainJson } from './plainJson.ts'
import { RecordGate } from './RecordGate.ts'
import { relate } from './relations.ts'

export interface BindingState {
  /** Everything that was in the document at first is on the board. */
  loaded: boolean
  /** Records of the document that the board does not show: unknown, invalid, or without their parents. */
  skipped: number
}

/** What the binding needs of a document: `SyncedDocument`. */
export type BoundDocument = Pick<SyncedDocument, 'doc' | 'state' | 'writable' | 'edit' | 'on'>

/** Shortest time between two writes while somebody draws. */
const WRITE_MS = 50
/** A long stroke is written whole each time, so bigger writes wait longer; up to `LONGEST_MS`. */
const BYTES_PER_MS = 64
const LONGEST_MS = 500
/** Most bytes in one transaction; more goes out in several, one after the other. */
const WRITE_BYTES = 256 * 1024
/** Records of others that are put in one go before the page may draw again: 20 ms or so on a slow machine. */
const CHUNK = 200
/** A frame: what arrives within it is put together. */
const FRAME_MS = 16

/**
 * Keeps a tldraw store and the `records` map of a document the same, both ways. Its own writes carry itself as origin. While a local
 * change is not written yet, it wins over what comes in; the last writer of a record wins as a whole.
 */
export class BoardBinding {
  readonly state = new State<BindingState>({ loaded: false, skipped: 0 })
  readonly #store: TLStore
  readonly #document: BoundDocument
  readonly #gate: RecordGate
  readonly #indexes = new Indexes()
  readonly #stops: (() => void)[] = []
  #stopRecords: () => void = () => undefined
  #records: Y.Map<unknown>
  /** Ids to take from the document to the store. */
  readonly #incoming = new Set<string>()
  /** Ids to take from the store to the document. */
  readonly #outgoing = new Set<string>()
  /** Ids to take once their local change is written: what they belong to may be gone. */
  readonly #afterWrite = new Set<string>()
  /** Ids of records that wait for another: missing id → waiting ids. */
  readonly #waiting = new Map<string, Set<string>>()
  readonly #skipped = new Set<string>()
  #applying = false
  #applyTimer: ReturnType<typeof setTimeout> | undefined
  #writeTimer: ReturnType<typeof setTimeout> | undefined
  /** Not before this moment (performance clock) the next write. */
  #writeFrom = 0
  #closed = false

  constructor(store: TLStore, document: BoundDocument) {
    this.#store = store
    this.#document = document
    this.#gate = new RecordGate(store)
    this.#records = this.#attach()
    this.#stops.push(
      store.listen(({ changes }) => this.#handleStoreChanges(changes), { source: 'user', scope: 'document' }),
      document.on('replaced', () => this.#handleReplaced()),
      document.state.subscribe(() => this.#tellLoaded()),
    )
  }

  /** Writes what waits, at once: at the end of a stroke, before the page is left. */
  flush(): void {
    if (this.#outgoing.size > 0) this.#write()
  }

  close(): void {
    this.flush()
    this.#closed = true
    clearTimeout(this.#applyTimer)
    clearTimeout(this.#writeTimer)
    this.#stopRecords()
    for (const stop of this.#stops) stop()
  }

  #attach(): Y.Map<unknown> {
    const records = this.#document.doc.getMap(BOARD_RECORDS)
    const observe = (event: Y.YMapEvent<unknown>, transaction: Y.Transaction) => {
      if (transaction.origin !== this) this.#take(event.keysChanged)
    }
    records.observe(observe)
    this.#stopRecords = () => records.unobserve(observe)
    this.#take(records.keys())
    return records
  }

  /** The document went back to the server's state: so does the store. */
  #handleReplaced(): void {
    this.#stopRecords()
    this.#outgoing.clear()
    clearTimeout(this.#writeTimer)
    this.#writeTimer = undefined
    this.#records = this.#attach()
    this.#take(
      this.#store
        .allRecords()
        .filter(isShared)
        .map(({ id }) => id),
    )
  }

  #take(ids: Iterable<string>): void {
    for (const id of ids) this.#incoming.add(id)
    if (this.#incoming.size > 0 && this.#applyTimer === undefined && !this.#closed) this.#applyLater(FRAME_MS)
    else this.#tellLoaded()
  }

  #applyLater(ms: number): void {
    this.#applyTimer = setTimeout(() => {
      this.#applyTimer = undefined
      this.#apply()
      if (this.#incoming.size > 0) this.#applyLater(0)
      else this.#tellLoaded()
    }, ms)
  }

  #tellLoaded(): void {
    const arrived = this.#document.state.getSnapshot().phase !== 'loading'
    const loaded = this.state.getSnapshot().loaded || (arrived && this.#incoming.size === 0)
    this.state.patch({ loaded, skipped: this.#skipped.size })
  }

  #apply(): void {
    const puts = new Map<string, TLRecord>()
    const removals = new Set<string>()
    for (const id of this.#incoming) {
      this.#incoming.delete(id)
      if (this.#outgoing.has(id)) this.#afterWrite.add(id)
      else this.#sort(id, puts, removals)
      if (puts.size + removals.size >= CHUNK) break
    }
    this.#place(puts, removals)
    const changedKinds = [...puts.values()].filter((record) => this.#changesKind(record)).map(({ id }) => id)
    this.#merge(puts, removals)
    for (const id of puts.keys()) this.#callWaiting(id)
    for (const id of changedKinds) this.#lookAfterRelated(id)
    for (const id of removals) this.#lookAfterRelated(id)
  }

  /** What the document says of one id: a record to put, or one to remove. */
  #sort(id: string, puts: Map<string, TLRecord>, removals: Set<string>): void {
    const value = this.#records.get(id)
    const record = value === undefined ? null : this.#gate.admit(id, value)
    if (value !== undefined && !record) this.#skipped.add(id)
    else this.#skipped.delete(id)
    if (record) puts.set(id, record)
    else if (this.#has(id)) removals.add(id)
  }

  /** Takes out what refers to something that is not there; again, because others may refer to what was taken out. */
  #place(puts: Map<string, TLRecord>, removals: Set<string>): void {
    const lookup = (id: string) => puts.get(id) ?? (removals.has(id) ? undefined : this.#get(id))
    let settled = false
    while (!settled) {
      settled = true
      for (const [id, record] of puts) {
        const relation = relate(record, lookup)
        if (relation.fits) continue
        settled = false
        puts.delete(id)
        if (this.#has(id)) removals.add(id)
        this.#skipped.add(id)
        if (relation.missing !== null) this.#waitFor(relation.missing, id)
      }
    }
    for (const [id, record] of puts) if (record.typeName === 'shape') puts.set(id, this.#indexes.place(record, lookup))
  }

  #merge(puts: Map<string, TLRecord>, removals: Set<string>): void {
    try {
      this.#mergeAll(removals, [...puts.values()])
    } catch {
      // The store checks each record and takes all back where one does not fit: find out which. Most pages never get here.
      for (const [id, record] of puts) this.#repair(id, record, puts, removals)
      this.#place(puts, removals)
      this.#mergeAll(removals, [])
      for (const record of puts.values()) this.#mergeOne(record)
    }
  }

  #repair(id: string, record: TLRecord, puts: Map<string, TLRecord>, removals: Set<string>): void {
    const repaired = this.#gate.repair(record)
    if (repaired) {
      puts.set(id, repaired)
      return
    }
    puts.delete(id)
    this.#skipped.add(id)
    if (this.#has(id)) removals.add(id)
  }

  #mergeOne(record: TLRecord): void {
    try {
      this.#mergeAll([], [record])
    } catch {
      // Valid, and tldraw stumbles over it all the same, in a way that no check foresaw.
      this.#skipped.add(record.id)
    }
  }

  #mergeAll(removals: Iterable<string>, records: TLRecord[]): void {
    // A record of another kind under the same id is another record to tldraw.
    const changedKind = records.filter((record) => this.#changesKind(record))
    this.#applying = true
    try {
      this.#store.mergeRemoteChanges(() => {
        this.#store.remove([...removals, ...changedKind.map(({ id }) => id)] as TLShapeId[])
        this.#store.put(records)
      })
    } finally {
      this.#applying = false
    }
  }

  #waitFor(missing: string, id: string): void {
    const waiting = this.#waiting.get(missing) ?? new Set()
    this.#waiting.set(missing, waiting)
    waiting.add(id)
  }

  /** A record has come: what waited for it may be shown now. */
  #callWaiting(id: string): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    this.#take(waiting)
  }

  /** A shape is gone: what stood in it, or was bound to it, is looked at again. */
  #lookAfterRelated(id: string): void {
    if (!id.startsWith('shape:')) return
    const children =
      this.#store.query
        .index('shape', 'parentId')
        .get()
        .get(id as TLShapeId) ?? []
    const from =
      this.#store.query
        .index('binding', 'fromId')
        .get()
        .get(id as TLShapeId) ?? []
    const to =
      this.#store.query
        .index('binding', 'toId')
        .get()
        .get(id as TLShapeId) ?? []
    this.#take([...children, ...from, ...to])
  }

  #changesKind(record: TLRecord): boolean {
    const before = this.#get(record.id)
    return before !== undefined && kindOf(before) !== kindOf(record)
  }

  #get(id: string): TLRecord | undefined {
    return this.#store.unsafeGetWithoutCapture(id as TLShapeId)
  }

  #has(id: string): boolean {
    return this.#get(id) !== undefined
  }

  #handleStoreChanges({ added, updated, removed }: RecordsDiff<TLRecord>): void {
    const records = [...Object.values(added), ...Object.values(updated).map(([, to]) => to), ...Object.values(removed)]
    for (const record of records) if (record.typeName === 'shape') this.#indexes.keep(record)
    for (const { id } of Object.values(added)) this.#callWaiting(id)
    const ids = records.filter(isShared).map(({ id }) => id)
    if (this.#document.writable) {
      for (const id of ids) this.#outgoing.add(id)
      if (ids.length > 0) this.#writeLater()
    } else if (!this.#applying) {
      // Not ours to change: back to what the document says. What tldraw itself adds while records of others are put may stay.
      this.#take(ids)
    }
  }

  #writeLater(): void {
    if (this.#writeTimer !== undefined) return
    const wait = Math.max(WRITE_MS, this.#writeFrom - performance.now())
    this.#writeTimer = setTimeout(() => this.#write(), wait)
  }

  #write(): void {
    clearTimeout(this.#writeTimer)
    this.#writeTimer = undefined
    if (!this.#document.writable) {
      this.#take(this.#outgoing)
      this.#outgoing.clear()
      return
    }
    let bytes = 0
    const written: string[] = []
    this.#document.edit(this, () => {
      for (const id of this.#outgoing) {
        this.#outgoing.delete(id)
        bytes += this.#writeRecord(id)
        if (this.#afterWrite.delete(id)) written.push(id)
        if (bytes >= WRITE_BYTES) break
      }
    })
    this.#writeFrom = performance.now() + Math.min(LONGEST_MS, bytes / BYTES_PER_MS)
    if (written.length > 0) this.#take(written)
    if (this.#outgoing.size > 0) this.#writeLater()
  }

  /** Gives the bytes that it costs, about. */
  #writeRecord(id: string): number {
    const record = this.#get(id)
    const written = this.#records.get(id)
    if (!record) {
      if (written !== undefined) this.#records.delete(id)
      return 0
    }
    if (written === record || equalityDeep(written, record)) return 0
    const plain = plainJson(record)
    this.#records.set(id, plain)
    this.#skipped.delete(id)
    return JSON.stringify(plain).length
  }
}

const kindOf = (record: TLRecord) => ('type' in record ? `${record.typeName}:${record.type}` : record.typeName)
