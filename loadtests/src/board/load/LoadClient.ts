import { createHash } from 'node:crypto'
import { BOARD_RECORDS } from '@lectern/protocol'
import * as Y from 'yjs'
import { recordUpdates, strokeUpdates } from '../strokes.ts'
import { DIALECTS, type Dialect, type DialectName } from './dialects.ts'
import { eachMark, nowMicros, stamp } from './marks.ts'
import { clientFrame, RawSocket } from './RawSocket.ts'
import type { Tally } from './Tally.ts'

/** Where a client connects, and what it will do there. */
export interface Target {
  port: number
  path: string
  dialect: DialectName
  document: string
  /** Number of the document, the client's place at it, and how many places have something to send. */
  room: number
  seat: number
  seats: number
  /** Updates that each seat sends. Nothing is sent where it is 0. */
  updates: number
  /** Records in each update; a growing stroke where it is left out. */
  recordsPerUpdate?: number
  /** Keeps what comes, so that a document can be made of it. */
  keeps: boolean
}

/** A client that counts what comes by its marks, and builds no document while it does. */
export class LoadClient {
  readonly target: Target
  sent = 0
  readonly #dialect: Dialect
  readonly #tally: Tally
  readonly #socket: RawSocket
  readonly #frames: Buffer[]
  /** Seat → the last of its updates that came. */
  readonly #seen: Uint32Array
  #missing: number
  readonly #kept: Uint8Array[] = []
  readonly #synced = Promise.withResolvers<void>()
  readonly #settled = Promise.withResolvers<void>()
  #isSynced = false
  #isClosing = false

  constructor(target: Target, tally: Tally) {
    this.target = target
    this.#tally = tally
    this.#dialect = DIALECTS[target.dialect]
    this.#frames = updatesOf(target).map((update) => clientFrame(this.#dialect.update(target.document, update)))
    this.#seen = new Uint32Array(target.seats)
    this.#missing = target.seats * target.updates
    this.#settled.promise.catch(() => undefined)
    this.#socket = new RawSocket(target.port, target.path, {
      opened: () => this.#hello(),
      message: (message) => this.#receive(message),
      closed: (why) => this.#closed(why),
    })
  }

  /** Answers when the document is there. */
  synced(): Promise<void> {
    return this.#synced.promise
  }

  /** Answers when everything that all seats send has come. */
  settled(): Promise<void> {
    if (this.#missing === 0) this.#settled.resolve()
    return this.#settled.promise
  }

  get hasMore(): boolean {
    return this.sent < this.#frames.length
  }

  sendNext(): void {
    const frame = this.#frames[this.sent]!
    this.sent += 1
    stamp(frame, nowMicros())
    this.#socket.send(frame)
  }

  /** What the document made of all that came holds: how many records, and a sum of them. */
  content(): { records: number; sum: string } {
    const doc = new Y.Doc()
    doc.transact(() => {
      for (const update of this.#kept) Y.applyUpdate(doc, update)
    })
    const records = Object.entries(doc.getMap(BOARD_RECORDS).toJSON()).sort(([a], [b]) => (a < b ? -1 : 1))
    doc.destroy()
    return { records: records.length, sum: createHash('sha256').update(JSON.stringify(records)).digest('hex') }
  }

  close(): void {
    this.#isClosing = true
    this.#socket.close()
  }

  #hello(): void {
    for (const message of this.#dialect.hello(this.target.document)) this.#socket.send(clientFrame(message))
  }

  #receive(message: Buffer): void {
    if (!this.#isSynced || this.target.keeps) this.#read(message)
    if (this.#missing > 0) this.#count(message)
  }

  #read(message: Buffer): void {
    const sync = this.#dialect.read(message)
    if (!sync) return
    if (this.target.keeps) this.#kept.push(sync.update.slice())
    if (!sync.isAnswer || this.#isSynced) return
    this.#isSynced = true
    this.#synced.resolve()
  }

  #count(message: Buffer): void {
    const now = nowMicros()
    eachMark(message, (seat, n, sentAt) => {
      const news = n - this.#seen[seat]!
      // A merged update holds the last state of a record that was written twice: it brings both.
      if (news <= 0) return
      this.#seen[seat] = n
      this.#missing -= news
      if (seat !== this.target.seat) this.#tally.add(news, now - sentAt)
    })
    if (this.#missing === 0) this.#settled.resolve()
  }

  #closed(why: string): void {
    if (this.#isClosing) return
    const error = new Error(`a client of document ${this.target.room} lost its connection: ${why}`)
    this.#synced.reject(error)
    this.#settled.reject(error)
  }
}

function updatesOf({ seat, updates, recordsPerUpdate }: Target): Uint8Array[] {
  if (updates === 0) return []
  return recordsPerUpdate ? recordUpdates(seat, updates, recordsPerUpdate) : strokeUpdates(seat, updates)
}
