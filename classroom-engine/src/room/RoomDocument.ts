import {
  BOARD_RECORDS,
  type DocumentKind,
  type DocumentName,
  documentKind,
  HAS_AWARENESS,
  MANY_ACTORS,
  type NewEntry,
  NOTES_TEXT,
} from '@lectern/protocol'
import * as Y from 'yjs'
import type { EditRules } from './applyEdit.ts'
import { applyStored } from './applyStored.ts'
import { CausalPast } from './CausalPast.ts'
import { DocumentAwareness } from './DocumentAwareness.ts'
import type { DocumentConnection } from './DocumentConnection.ts'
import { StateAnswers } from './StateAnswers.ts'
import { syncFrames } from './syncFrames.ts'

/** Sends a frame to all sockets that subscribed to a topic. */
export interface Publisher {
  publish(topic: string, frame: Uint8Array): void
}

/** Shortest time between two awareness frames of a document, ms. */
const AWARENESS_MS = 50
/** Bytes per ms that one document's awareness may cost in sum of all its readers; it is told less often rather than in part. */
const AWARENESS_BYTES_PER_MS = 8 * 1024
/** A stock client takes a connection for dead on which nothing came for 30 s. */
const QUIET_MS = 15_000
/** Bytes after which slow readers are looked for: no reader can fall behind by more between two looks. */
const CHECK_BYTES = 256 * 1024
const NOTHING_NEW = syncFrames.awareness(new Uint8Array([0]))

/** One document of an open room: its `Y.Doc`, who is connected to it, and what this step did to it. */
export class RoomDocument {
  readonly name: DocumentName
  readonly kind: DocumentKind
  readonly doc = new Y.Doc()
  readonly topic: string
  readonly connections = new Set<DocumentConnection>()
  readonly answers: StateAnswers
  /** Only where it is shown. */
  readonly awareness: DocumentAwareness | undefined
  /** What clients may write; undefined where only the engine writes. */
  readonly root: EditRules['root'] | undefined
  readonly #publisher: Publisher
  /** Updates of the running step. */
  #updates: Uint8Array[] = []
  #actors = new Set<string>()
  #awarenessTimer: NodeJS.Timeout | undefined
  #awarenessAt = 0
  #publishedAt = performance.now()
  #uncheckedBytes = 0
  readonly #keepUpdate = (update: Uint8Array): void => void this.#updates.push(update)

  constructor(room: string, name: DocumentName, publisher: Publisher) {
    this.name = name
    this.kind = documentKind(name)!
    this.topic = `${room}/${name}`
    this.root = rootOf(this.kind, this.doc)
    this.answers = new StateAnswers(this.doc)
    this.awareness = HAS_AWARENESS[this.kind] ? new DocumentAwareness(() => this.#planAwareness()) : undefined
    this.#publisher = publisher
    this.doc.on('update', this.#keepUpdate)
  }

  /** Takes what the log has. */
  restore(update: Uint8Array): void {
    // Nobody needs what Yjs would make of it: the update is here.
    this.doc.off('update', this.#keepUpdate)
    if (this.root) applyStored(this.doc, update)
    else Y.applyUpdate(this.doc, update)
    this.doc.on('update', this.#keepUpdate)
  }

  /** Notes who changes the document in this step. */
  changedBy(actor: string): void {
    this.#actors.add(actor)
  }

  /** What this step did to the document, as one entry; undefined where nothing came of it. */
  takeEntry(): NewEntry | undefined {
    const updates = this.#updates
    const actors = [...this.#actors]
    this.#actors.clear()
    if (updates.length === 0) return undefined
    this.#updates = []
    const payload = updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates)
    return { kind: 'doc', document: this.name, actor: actors.length === 1 ? actors[0]! : MANY_ACTORS, payload }
  }

  /** Tells everybody at the document of an update that is durable now. */
  publish(update: Uint8Array): void {
    const frame = syncFrames.update(update)
    this.answers.changed(frame)
    this.#send(frame)
  }

  /** Keeps quiet connections from being taken for dead ones. */
  keepAlive(now: number): void {
    if (this.connections.size > 0 && now - this.#publishedAt >= QUIET_MS) this.#send(NOTHING_NEW)
  }

  destroy(): void {
    clearTimeout(this.#awarenessTimer)
    this.doc.destroy()
  }

  #send(frame: Uint8Array): void {
    if (this.connections.size === 0) return
    this.#publishedAt = performance.now()
    this.#publisher.publish(this.topic, frame)
    this.#uncheckedBytes += frame.length
    if (this.#uncheckedBytes < CHECK_BYTES) return
    this.#uncheckedBytes = 0
    for (const connection of [...this.connections]) connection.checkReading()
  }

  #planAwareness(): void {
    const wait = Math.max(0, this.#awarenessAt - performance.now())
    this.#awarenessTimer ??= setTimeout(() => this.#tellAwareness(), wait)
  }

  #tellAwareness(): void {
    this.#awarenessTimer = undefined
    const changes = this.awareness?.takeChanges()
    if (!changes) return
    const frame = syncFrames.awareness(changes)
    this.#send(frame)
    const cost = (frame.length * this.connections.size) / AWARENESS_BYTES_PER_MS
    this.#awarenessAt = performance.now() + Math.max(AWARENESS_MS, cost)
  }
}

function rootOf(kind: DocumentKind, doc: Y.Doc): EditRules['root'] | undefined {
  const past = new CausalPast(doc)
  if (kind === 'board') return { name: BOARD_RECORDS, type: doc.getMap(BOARD_RECORDS), keyed: true, past }
  if (kind === 'notes') return { name: NOTES_TEXT, type: doc.getText(NOTES_TEXT), keyed: false, past }
  return undefined
}
