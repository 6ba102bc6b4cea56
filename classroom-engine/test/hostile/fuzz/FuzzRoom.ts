import {
  type DocumentName,
  ERRORS,
  type ErrorCode,
  type JoinClaims,
  LecternError,
  mayWrite,
  type NewEntry,
  type Role,
  type Standing,
} from '@lectern/protocol'
import * as Y from 'yjs'
import { canonicalJson } from '../../../../scripts/support/canonicalJson.ts'
import { applyEdit, hasNews } from '../../../src/room/applyEdit.ts'
import type { Classroom } from '../../../src/room/Classroom.ts'
import { DocumentConnection } from '../../../src/room/DocumentConnection.ts'
import { decodeEdit } from '../../../src/room/decodeEdit.ts'
import { RoomDocument } from '../../../src/room/RoomDocument.ts'
import type { Frame } from './frames.ts'

const ROLES: Record<string, Role> = { ann: 'assistant', ben: 'assistant', sam: 'student' }
/** Who sends: a frame names its connection by its place here. */
const CONNECTIONS: readonly [userId: string, document: DocumentName][] = [
  ['ann', 'board/1'],
  ['ben', 'board/1'],
  ['ann', 'notes'],
  ['ben', 'notes'],
  ['sam', 'board/1'],
  ['sam', 'stage'],
]
/** As much as one person's edits may cost at once. */
const WORK = 60_000

interface Queued {
  connection: DocumentConnection
  update: Uint8Array
}

/** What a frame did that none may do. */
class Finding extends Error {}

/**
 * The way of a frame from a socket into documents, the log and other people's documents, without sockets, disk and clock: the real
 * connections, awareness, decoder and documents, in a room of three people.
 */
export class FuzzRoom {
  readonly #documents = new Map<DocumentName, RoomDocument>()
  readonly #writers = new Map<DocumentName, Map<number, string>>()
  readonly #log: NewEntry[] = []
  readonly #work = new Map<string, number>()
  #edits: Queued[] = []
  #asks: { connection: DocumentConnection; stateVector: Uint8Array }[] = []
  readonly #connections: DocumentConnection[]

  constructor() {
    this.#connections = CONNECTIONS.map(([userId, name]) => this.#connect(userId, name))
  }

  /** Runs an input to its end. Throws a `Finding` where an invariant does not hold. */
  run(frames: readonly Frame[]): void {
    for (const { connection, steps, bytes } of frames) {
      this.#connections[connection % CONNECTIONS.length]!.receive(bytes)
      if (steps) this.#step()
    }
    this.#step()
    for (const document of this.#documents.values()) document.awareness?.all()
    this.#check()
  }

  destroy(): void {
    for (const document of this.#documents.values()) document.destroy()
  }

  #connect(userId: string, name: DocumentName): DocumentConnection {
    const claims: JoinClaims = { room: 'fuzz', sub: userId, name: userId, role: ROLES[userId]!, exp: 0 }
    const close = (code: ErrorCode) => {
      if (!ERRORS[code]) throw new Finding(`closed with ${code}, which is no error of the table`)
    }
    const socket = { send: () => undefined, subscribe: () => undefined, bufferedBytes: () => 0, close }
    const connection = new DocumentConnection(this.#asClassroom(), claims, name, socket)
    connection.attach(this.#documentOf(name))
    return connection
  }

  /** What a connection asks of its room. */
  #asClassroom(): Classroom {
    const room = {
      standing: (userId: string) => this.#standing(userId),
      userOf: (userId: string) => ({ id: userId, name: userId, hue: 0, role: ROLES[userId]! }),
      refused: () => undefined,
      documentClosed: (connection: DocumentConnection) => connection.document?.awareness?.closed(connection),
      edit: (connection: DocumentConnection, update: Uint8Array) => this.#edits.push({ connection, update }),
      ask: (connection: DocumentConnection, stateVector: Uint8Array) => this.#asks.push({ connection, stateVector }),
      writerOf: (name: DocumentName, clientId: number) => this.#writers.get(name)?.get(clientId),
      claimWriter: (connection: DocumentConnection, clientId: number) => this.#claim(connection, clientId),
    }
    return room as unknown as Classroom
  }

  #standing(userId: string): Standing {
    return { role: ROLES[userId]!, grants: [], locks: {} }
  }

  #documentOf(name: DocumentName): RoomDocument {
    const document = this.#documents.get(name) ?? new RoomDocument('fuzz', name, { publish: () => undefined })
    this.#documents.set(name, document)
    return document
  }

  #claim({ name, userId }: DocumentConnection, clientId: number): void {
    const writers = this.#writers.get(name) ?? new Map<number, string>()
    this.#writers.set(name, writers)
    const writer = writers.get(clientId)
    if (writer !== undefined && writer !== userId) throw new LecternError('BAD_UPDATE')
    writers.set(clientId, userId)
  }

  #step(): void {
    for (const { connection, update } of this.#edits.splice(0)) {
      connection.taken(update)
      if (!connection.isFaulty) this.#apply(connection, update)
    }
    for (const document of this.#documents.values()) {
      const entry = document.takeEntry()
      if (!entry) continue
      this.#log.push(entry)
      if (entry.kind === 'doc') document.publish(entry.payload)
      document.awareness?.takeChanges()
    }
    for (const { connection, stateVector } of this.#asks.splice(0)) connection.answer(stateVector)
  }

  #apply(connection: DocumentConnection, update: Uint8Array): void {
    const document = connection.document!
    document.doc.transact((transaction) => {
      try {
        this.#edit(transaction, document, connection, update)
      } catch (error) {
        if (!(error instanceof LecternError)) throw new Finding(`an edit threw ${String(error)}`, { cause: error })
        connection.fail(error)
      }
    })
  }

  #edit(transaction: Y.Transaction, document: RoomDocument, connection: DocumentConnection, update: Uint8Array): void {
    const work = (units: number) => this.#spend(connection.userId, units)
    const edit = decodeEdit(update, work)
    const { root } = document
    if (!root || !mayWrite(this.#standing(connection.userId), document.kind)) {
      if (!hasNews(transaction, edit)) return
      if (!root) throw new LecternError('NOT_ALLOWED')
      connection.refuseEdit()
      return
    }
    document.changedBy(connection.userId)
    applyEdit(transaction, edit, { root, claim: (clientId) => connection.claim(clientId), work })
  }

  #spend(userId: string, units: number): void {
    const spent = (this.#work.get(userId) ?? 0) + units
    if (spent > WORK) throw new LecternError('RATE_LIMITED')
    this.#work.set(userId, spent)
  }

  /** Who was there all the time, who comes now, and who reads the log again: all see what the engine has. */
  #check(): void {
    for (const { name, doc } of this.#documents.values()) {
      if (doc.store.pendingStructs || doc.store.pendingDs) throw new Finding(`${name} waits for what never comes`)
      const live = copyOf(doc)
      for (const entry of this.#log) if (entry.kind === 'doc' && entry.document === name) apply(live, entry.payload)
      const late = copyOf(doc)
      apply(late, Y.encodeStateAsUpdate(doc))
      const [has, sees, reads] = [doc, live, late].map(stateOf)
      if (sees !== has) throw new Finding(`${name}: the log folds to ${sees}, the engine has ${has}`)
      if (reads !== has) throw new Finding(`${name}: who comes late reads ${reads}, the engine has ${has}`)
    }
  }
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  for (const [name, type] of doc.share) copy.get(name, type.constructor as new () => Y.AbstractType<unknown>)
  return copy
}

function apply(doc: Y.Doc, update: Uint8Array): void {
  Y.applyUpdate(doc, update)
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Finding('a reader misses what an update refers to')
}

const stateOf = (doc: Y.Doc): string =>
  canonicalJson([doc.toJSON(), [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b)])
