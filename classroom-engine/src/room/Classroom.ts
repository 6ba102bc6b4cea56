import { EventEmitter } from 'node:events'
import {
  can,
  chatDocument,
  type DocumentName,
  ERRORS,
  type ErrorCode,
  emptyRoomState,
  foldEntry,
  type JoinClaims,
  LecternError,
  type MarkPayload,
  mayWrite,
  type NewEntry,
  type PeerPayload,
  type PrivateMessage,
  type Role,
  type RoomSnapshot,
  type RoomState,
  SERVER_ACTOR,
  STAGE,
  type Standing,
  type WaitingPerson,
} from '@lectern/protocol'
import type { Logger } from 'pino'
import * as Y from 'yjs'
import {
  type Appended,
  DamagedEntryError,
  type LogPosition,
  type Refused,
  type RoomBatch,
  type RoomLog,
} from '../log/RoomLog.ts'
import { Stage } from '../stage/Stage.ts'
import { applyEdit, hasNews } from './applyEdit.ts'
import { DocumentConnection, type DocumentSocket } from './DocumentConnection.ts'
import { decodeEdit } from './decodeEdit.ts'
import { People } from './People.ts'
import { Recording } from './Recording.ts'
import { type Publisher, RoomDocument } from './RoomDocument.ts'
import type { RoomMediaControl } from './RoomMediaControl.ts'
import type { ClosedCode, EngineEvents, Session } from './Session.ts'
import type { Steppable, Stepper } from './Stepper.ts'

/** What happens in a room, told after it is durable. */
export interface ClassroomEvents {
  /** A connection came into class. */
  joined: [session: Session]
  /** A connection is in class no more: by `class:leave`, by being cut, by being removed. */
  left: [session: Session]
  /** Nobody is connected any more. */
  empty: []
  /** The class ended; all connections are told. */
  ended: []
  /** The room is not what its log says any more: it failed, or another engine leads it. It has to be read again. */
  broken: []
  /** The room is let go of: nothing more comes. */
  closed: []
  /** Recording was switched on. */
  recorded: []
}

/** What a room is made of. */
export interface ClassroomParts {
  log: RoomLog
  stepper: Stepper
  publisher: Publisher
  logger: Logger
  /** How long who was cut may take to come back before being away, ms. */
  presenceGraceMs: number
  /** A connection was ended, or a command refused, for this reason. */
  onRefused: (code: ErrorCode) => void
  /** So many edits of people were looked at in a step. */
  onEdits?: (room: string, count: number) => void
  /** Tells everybody in class at once, whichever engine their sockets are at; without it they are told one by one. */
  tellClass?: TellClass | undefined
}

export type TellClass = <Event extends keyof EngineEvents>(
  room: string,
  event: Event,
  payload: EngineEvents[Event],
) => void

/** What a person who comes into class is told. */
export type Welcome =
  | { state: 'waiting' }
  | { state: 'joined'; role: Role; hue: number; privateMessages: PrivateMessage[]; waiting: WaitingPerson[] }

interface Job {
  run: () => void
  /** What it did is durable. */
  done: () => void
  failed: (error: unknown) => void
}

interface QueuedEdit {
  connection: DocumentConnection
  update: Uint8Array
  /** It came before the client told what it holds. */
  isEarly: boolean
}

interface Ask {
  connection: DocumentConnection
  stateVector: Uint8Array
}

/** What reading an entry costs besides its bytes, in bytes: a thousand entries are worth a snapshot however small they are. */
const ENTRY_BYTES = 1024
/** Least tail that is worth a snapshot, bytes. Where the room is larger than that, so is the tail: encoding all of it must stay rare. */
const SNAPSHOT_BYTES = 1 << 20
/** Time for answers in one step, ms; further ones wait for the next, so that a crowd of joiners delays nobody's edits. */
const ANSWERS_MS = 8

/**
 * One open room: its documents, its people, its sessions and what the log says besides. Everything that changes it runs inside a
 * step; between steps it equals its log.
 */
export class Classroom implements Steppable {
  readonly id: string
  /** Of the lease under which this engine leads the room. */
  readonly epoch: number | undefined
  readonly events = new EventEmitter<ClassroomEvents>()
  /** Fold of the log's entries besides documents. Changed by `append` alone. */
  state: RoomState = emptyRoomState()
  /** Set by media where this engine has some. */
  media: RoomMediaControl | undefined
  readonly recording: Recording
  readonly #parts: ClassroomParts
  readonly #documents = new Map<DocumentName, RoomDocument>()
  readonly #stage: Stage
  readonly #people: People
  readonly #sessions = new Set<Session>()
  readonly #connections = new Set<DocumentConnection>()
  #jobs: Job[] = []
  #edits: QueuedEdit[] = []
  #asks: Ask[] = []
  /** Of the running step: its time, its entries, what comes after it is durable. */
  #stepTime: number | undefined
  #stepJobs: readonly Job[] = []
  #entries: NewEntry[] = []
  #afterwards: (() => void)[] = []
  #stageChanged = false
  /** The last entry. */
  #last: LogPosition = { seq: 0, t: 0 }
  /** What a reader of the log has to read after the snapshot, and the snapshot itself, bytes. */
  #tailBytes = 0
  #snapshotBytes = 0
  #mustCheckLog = false
  /** The class is about to end: the last of what is recorded comes. */
  #ending: Promise<void> | undefined
  #broken = false
  #closed = false
  /** Jobs that came after `freeze`; undefined before it. */
  #held: Job[] | undefined

  constructor(id: string, parts: ClassroomParts, epoch?: number) {
    this.id = id
    this.#parts = parts
    this.epoch = epoch
    this.#stage = new Stage(this.#documentOf(STAGE).doc)
    this.#people = new People(this, this.#stage, parts.presenceGraceMs)
    this.recording = new Recording(this, this.#stage)
  }

  /** Reads the room from its log: the snapshot, and what came after it. */
  async load(): Promise<void> {
    const { log } = this.#parts
    const snapshot = await log.snapshot(this.id)
    if (snapshot) this.#restore(snapshot)
    try {
      for await (const entry of log.read(this.id, { from: this.#last.seq + 1 })) {
        foldEntry(this.state, entry, (name, update) => this.#documentOf(name).restore(update))
        this.#count(entry)
        this.#last = { seq: entry.seq, t: entry.t }
      }
    } catch (error) {
      if (!(error instanceof DamagedEntryError)) throw error
      this.#parts.logger.error({ room: this.id, seq: error.seq }, 'the log is damaged: what follows is set aside')
      await log.setAside(this.id, error.seq)
    }
    this.#people.waitForAll()
  }

  /** Log time, ms: that of the running step, or of this moment outside one. */
  get now(): number {
    return this.#stepTime ?? Math.max(this.#last.t, this.#parts.log.now())
  }

  /** Nobody is connected, nothing is queued, nothing is on its way to the log. */
  get isEmpty(): boolean {
    return this.#sessions.size + this.#connections.size + this.#jobs.length + this.#entries.length === 0
  }

  /** A document that exists (rule [DO1]). Throws DOCUMENT_NOT_FOUND. Change it by `change` only. */
  document(name: DocumentName): RoomDocument {
    if (!this.#stage.initialised || !this.#stage.hasDocument(name)) throw new LecternError('DOCUMENT_NOT_FOUND')
    return this.#documentOf(name)
  }

  /** All documents that anything was ever in. */
  documents(): RoomDocument[] {
    return [...this.#documents.values()]
  }

  get stage(): Y.Doc {
    return this.#documentOf(STAGE).doc
  }

  chat(index: number): Y.Doc {
    return this.document(chatDocument(index)).doc
  }

  /** What a person's rights depend on now. Somebody who never came in has those of a student without grants. */
  standing(userId: string): Standing {
    const standing = this.#stage.initialised ? this.#stage.standing(userId) : undefined
    return standing ?? { role: 'student', grants: [], locks: {} }
  }

  /** Who a person is to others. */
  userOf(userId: string): { id: string; name: string; hue: number; role: Role } {
    const person = this.#stage.people.get(userId)
    return { id: userId, name: person?.name ?? '', hue: person?.hue ?? 0, role: person?.role ?? 'student' }
  }

  /** Sessions in class, not those that wait. */
  sessions(): Session[] {
    return [...this.#sessions].filter((each) => each.state === 'joined')
  }

  sessionsOf(userId: string): Session[] {
    return this.sessions().filter((each) => each.userId === userId)
  }

  /** Tells everybody in class. */
  broadcast<Event extends keyof EngineEvents>(event: Event, payload: EngineEvents[Event]): void {
    const { tellClass } = this.#parts
    if (tellClass) tellClass(this.id, event, payload)
    else for (const session of this.sessions()) session.emit(event, payload)
  }

  /** Guests in the waiting room, longest first. */
  waiting(): WaitingPerson[] {
    const people = new Map<string, WaitingPerson>()
    for (const { state, userId, name, waitingSince: since } of this.#sessions) {
      if (state === 'waiting' && !people.has(userId)) people.set(userId, { userId, name, since })
    }
    return [...people.values()].sort((a, b) => a.since - b.since)
  }

  /**
   * Adds an entry to this step's commit and folds it into `state` at once. Only inside a step. The room itself acts on what it
   * says, after it is durable: `admitted` and `denied` reach the guest, `removed` and `banned` close the person's connections, `ended`
   * ends the class. `actor` is the person whom it is about; who did it stands in `by`.
   */
  append(entry: NewEntry): void {
    const t = this.#mustBeInStep()
    if (entry.kind === 'mark' && entry.payload.type === 'ended') this.#prepareEnd()
    this.#entries.push(entry)
    foldEntry(this.state, { ...entry, seq: 0, t }, () => undefined)
    if (entry.kind === 'peer') this.#actOn(entry.actor, entry.payload)
    else if (entry.kind === 'mark') this.#actOnMark(entry.payload)
  }

  /** Changes `stage` or a chat document at once, as part of this step. Only inside a step. */
  change(name: DocumentName, actor: string, edit: (doc: Y.Doc) => void): void {
    this.#mustBeInStep()
    const document = name === STAGE ? this.#documentOf(STAGE) : this.document(name)
    if (name === STAGE) this.#stageChanged = true
    document.changedBy(actor)
    document.doc.transact(() => edit(document.doc))
  }

  /**
   * Runs in the room's next step and answers once what it changed is durable. Check first, then change: after a throw, what was
   * changed before it stays. Throws CLASS_ENDED after the end.
   */
  step<T>(run: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let value: T
      this.#enqueue({
        run: () => {
          value = run()
        },
        done: () => resolve(value),
        failed: reject,
      })
    })
  }

  /** Opens a socket at a document, for a person whose token is good. A refusal reaches the socket as its close code. */
  connectDocument(claims: JoinClaims, name: DocumentName, socket: DocumentSocket): DocumentConnection {
    const connection = new DocumentConnection(this, claims, name, socket)
    this.#connections.add(connection)
    this.#enqueue({
      run: () => this.#enterDocument(connection),
      done: () => undefined,
      failed: (error) => connection.fail(error),
    })
    return connection
  }

  /** Throws where the person may not even connect. */
  mustAdmit({ sub, guest }: JoinClaims): void {
    if (this.state.sealed) throw new LecternError('CLASS_ENDED')
    if (this.#isOut(sub)) throw new LecternError('REMOVED')
    const isDenied = guest && this.#stage.initialised && this.#answerToGuest(sub) === 'denied'
    if (isDenied) throw new LecternError('GUESTS_NOT_ADMITTED')
  }

  /** A socket for commands is there; `join` brings it into class. */
  connectSession(session: Session): void {
    this.#sessions.add(session)
  }

  /** The socket of a session is gone. */
  disconnectSession(session: Session): void {
    const before = session.state
    session.state = 'closed'
    this.#sessions.delete(session)
    if (before === 'joined') {
      this.#people.connectionCut(session)
      this.events.emit('left', session)
    }
    if (before === 'waiting') this.#tellWaiting()
    this.#tellIfEmpty()
  }

  /** Inside a step: brings a session into class, or into the waiting room. Again is fine. */
  join(session: Session): Welcome {
    this.#enter(session.claims)
    if (this.#mustWait(session.claims)) return this.#wait(session)
    if (session.state === 'closed') throw new LecternError('CONFLICT')
    this.#people.arrive(session.claims)
    if (session.state !== 'joined') {
      this.#people.sessionJoined(session)
      session.state = 'joined'
      this.#afterwards.push(() => this.events.emit('joined', session))
    }
    const { role, hue } = this.userOf(session.userId)
    const privateMessages = this.state.privateMessages.get(session.userId) ?? []
    const waiting = can(role, 'lobby:admit') ? this.waiting() : []
    return { state: 'joined', role, hue, privateMessages, waiting }
  }

  /** Inside a step: takes a session out of class or out of the waiting room; it may join again. */
  leave(session: Session): void {
    const before = session.state
    if (before === 'closed' || before === 'connected') return
    session.state = 'connected'
    if (before === 'waiting') this.#afterwards.push(() => this.#tellWaiting())
    if (before !== 'joined') return
    this.#people.sessionLeft(session)
    this.#afterwards.push(() => this.events.emit('left', session))
  }

  /** Ends the class for all, for good, once the last of its recorded media is told. Again, while it is at it, is fine. Rule [RE14]. */
  end(actor: string): Promise<void> {
    this.#ending ??= this.#end(actor).finally(() => {
      this.#ending = undefined
    })
    return this.#ending
  }

  /** An edit that came over a socket. `isEarly`: before the client told what it holds; then a gap in it is no fault. */
  edit(connection: DocumentConnection, update: Uint8Array, isEarly: boolean): void {
    if (this.#held) return
    this.#edits.push({ connection, update, isEarly })
    this.#parts.stepper.schedule(this)
  }

  /** Somebody asks for a document's state. */
  ask(connection: DocumentConnection, stateVector: Uint8Array): void {
    if (this.#held) return
    this.#asks.push({ connection, stateVector })
    this.#parts.stepper.schedule(this)
  }

  documentClosed(connection: DocumentConnection): void {
    this.#connections.delete(connection)
    if (connection.document) {
      connection.document.connections.delete(connection)
      connection.document.awareness?.closed(connection)
      this.#people.connectionCut(connection)
    }
    this.#tellIfEmpty()
  }

  refused(code: ErrorCode): void {
    this.#parts.onRefused(code)
  }

  /** The user id that writes under a Yjs client id in a document. */
  writerOf(name: DocumentName, clientId: number): string | undefined {
    return this.state.writers.get(name)?.get(clientId)
  }

  /** Inside a step: the id is the person's from now on. Throws BAD_UPDATE where it is somebody else's. Rule [SY6]. */
  claimWriter({ name: document, userId }: DocumentConnection, clientId: number): void {
    const writer = this.writerOf(document, clientId)
    if (writer === userId) return
    if (writer !== undefined) throw new LecternError('BAD_UPDATE')
    if (!this.#people.takeNewWriter(userId)) throw new LecternError('RATE_LIMITED')
    this.append({ kind: 'peer', actor: userId, payload: { type: 'writer', document, clientId } })
  }

  /** Has the next step ask the log whether it still has all of the room, and give back what it lost. */
  checkLog(): void {
    this.#mustCheckLog = true
    this.#parts.stepper.schedule(this)
  }

  runStep(): RoomBatch | undefined {
    if (this.#broken) return undefined
    const t = this.now
    this.#stepTime = t
    try {
      this.#entries = []
      this.#applyQueued()
    } catch (error) {
      this.#break(error)
    } finally {
      this.#stepTime = undefined
    }
    if (this.#entries.length === 0 && !this.#mustCheckLog) return undefined
    this.#mustCheckLog = false
    return { room: this.id, t, entries: this.#entries, after: this.#last, ...(this.epoch && { epoch: this.epoch }) }
  }

  restorable({ t, entries }: RoomBatch): RoomSnapshot {
    return this.#snapshotAt({ seq: this.#last.seq + entries.length, t })
  }

  settleStep(answer: Appended | Refused | undefined): void {
    if (answer?.refused) this.#break(new Error(`the log refused a step (${answer.refused})`))
    else if (!this.#broken) this.#settle(answer)
    for (const run of this.#afterwards.splice(0)) this.#guarded(run)
    if (this.#broken) return
    this.#answer()
    if (this.#tailBytes >= Math.max(SNAPSHOT_BYTES, this.#snapshotBytes)) this.#snapshotLater()
    this.#tellIfEmpty()
  }

  /** Sockets at documents. */
  get connectionCount(): number {
    return this.#connections.size
  }

  /** The room is let go of, or has to be: nobody may come to it any more. */
  get isClosed(): boolean {
    return this.#closed || this.#broken
  }

  /** Takes nothing more: what comes now has no answer, and comes again at the engine that leads the room next. */
  freeze(): void {
    this.#held ??= []
  }

  /** Lets every connection know that the engine stops. */
  drain(): void {
    this.#closeAll('NODE_DRAINING')
    // Only now: a client that is told to come again asks again by itself, and takes no refusal for the answer.
    for (const job of this.#held?.splice(0) ?? []) job.failed(new LecternError('NODE_DRAINING'))
  }

  keepAlive(now: number): void {
    for (const document of this.#documents.values()) document.keepAlive(now)
  }

  /**
   * Gets the room ready to be let go of: everybody is away, and a snapshot spares the next who comes the reading. False where
   * somebody came meanwhile, and the room stays.
   */
  async prepareClose(): Promise<boolean> {
    const isAnybodyHere = this.#stage.people.entries().some(([, { presence }]) => presence !== 'away')
    if (isAnybodyHere && !this.state.sealed) await this.step(() => this.isEmpty && this.#people.allLeave())
    if (this.isEmpty && this.#tailBytes > 0) await this.#snapshot()
    return this.isEmpty
  }

  /** Lets go of the room. Nothing may be queued. */
  close(): void {
    this.#closed = true
    this.#people.close()
    this.events.emit('closed')
    this.events.removeAllListeners()
    for (const document of this.#documents.values()) document.destroy()
    this.#documents.clear()
  }

  #documentOf(name: DocumentName): RoomDocument {
    const found = this.#documents.get(name)
    if (found) return found
    const document = new RoomDocument(this.id, name, this.#parts.publisher)
    this.#documents.set(name, document)
    return document
  }

  #restore({ seq, t, state, documents }: RoomSnapshot): void {
    this.state = state
    for (const [name, update] of documents) this.#documentOf(name).restore(update)
    this.#snapshotBytes = sizeOf(documents)
    this.#last = { seq, t }
  }

  #mustBeInStep(): number {
    if (this.#stepTime === undefined) throw new Error('a room is changed inside its step only')
    return this.#stepTime
  }

  #enqueue(job: Job): void {
    // What a broken room says of its end may not be so.
    if (this.#closed || this.#broken || this.state.sealed) {
      job.failed(new LecternError(this.state.sealed && !this.#broken ? 'CLASS_ENDED' : 'NODE_DRAINING'))
      return
    }
    if (this.#held) {
      this.#held.push(job)
      return
    }
    this.#jobs.push(job)
    this.#parts.stepper.schedule(this)
  }

  #applyQueued(): void {
    const jobs = this.#jobs
    const edits = this.#edits
    this.#stepJobs = jobs
    this.#jobs = []
    this.#edits = []
    // One transaction for all that changes the stage, so that it is one update.
    if (jobs.length > 0) this.stage.transact(() => this.#runJobs(jobs))
    for (const [document, ofDocument] of groupByDocument(edits)) this.#runEdits(document, ofDocument)
    if (edits.length > 0) this.#parts.onEdits?.(this.id, edits.length)
    for (const document of this.#documents.values()) {
      const entry = document.takeEntry()
      if (entry) this.#entries.push(entry)
    }
  }

  /** The step is durable: everybody may hear of it. */
  #settle(appended: Appended | undefined): void {
    const entries = this.#entries
    this.#entries = []
    if (appended) this.#last = { seq: appended.seq + entries.length - 1, t: appended.t }
    for (const entry of entries) {
      this.#count(entry)
      if (entry.kind === 'doc') this.#documentOf(entry.document).publish(entry.payload)
    }
    if (this.#stageChanged) this.#stageSettled()
  }

  /** What is in memory cannot be trusted any more; the log has everything up to the step before, and maybe what others wrote. */
  #break(error: unknown): void {
    this.#parts.logger.error({ err: error, room: this.id }, 'the room is not what its log says; it is read again')
    this.#broken = true
    const failed = [...this.#stepJobs, ...this.#jobs].map((job) => () => job.failed(new LecternError('NODE_DRAINING')))
    this.#entries = []
    this.#jobs = []
    this.#edits = []
    this.#asks = []
    this.#afterwards = [...failed, () => this.#closeAll('NODE_DRAINING'), () => this.events.emit('broken')]
  }

  /** Each job for itself: what one throws reaches its sender alone. */
  #runJobs(jobs: Job[]): void {
    for (const job of jobs) {
      try {
        if (this.state.sealed) throw new LecternError('CLASS_ENDED')
        job.run()
        this.#afterwards.push(job.done)
      } catch (error) {
        if (!(error instanceof LecternError))
          this.#parts.logger.error({ err: error, room: this.id }, 'a command failed')
        this.#afterwards.push(() => job.failed(error))
      }
    }
  }

  #runEdits(document: RoomDocument, edits: QueuedEdit[]): void {
    document.doc.transact((transaction) => {
      for (const { connection, update, isEarly } of edits) {
        // What came before somebody closed the page counts.
        if (connection.isFaulty) continue
        try {
          this.#applyEdit(transaction, document, connection, update)
        } catch (error) {
          // Who comes back and goes on drawing sends the newest first; what it follows comes with the answer to our step 1, and so does it.
          if (isEarly && error instanceof LecternError && error.code === 'RESYNC') continue
          this.#editFailed(connection, error)
        }
      }
    })
  }

  #applyEdit(
    transaction: Y.Transaction,
    document: RoomDocument,
    connection: DocumentConnection,
    update: Uint8Array,
  ): void {
    const work = (units: number) => {
      if (!this.#people.takeWork(connection.userId, units)) throw new LecternError('RATE_LIMITED')
    }
    const edit = decodeEdit(update, work)
    const { root } = document
    if (!root || this.#isOut(connection.userId) || !mayWrite(this.standing(connection.userId), document.kind)) {
      // A client that comes back tells what it has, though that is nothing new: no reason to refuse anything.
      if (!hasNews(transaction, edit)) return
      if (!root) throw new LecternError('NOT_ALLOWED')
      connection.refuseEdit()
      return
    }
    document.changedBy(connection.userId)
    applyEdit(transaction, edit, {
      root,
      claim: (clientId) => connection.claim(clientId),
      work,
    })
  }

  #editFailed(connection: DocumentConnection, error: unknown): void {
    const isOurs = error instanceof LecternError
    if (!isOurs) this.#parts.logger.warn({ err: error, room: this.id }, 'an edit that was checked could not be applied')
    connection.fail(isOurs ? error : new LecternError('BAD_UPDATE'))
  }

  #enterDocument(connection: DocumentConnection): void {
    if (!connection.open) return
    this.#enter(connection.claims)
    if (this.#mustWait(connection.claims)) throw new LecternError('WAITING')
    const document = this.document(connection.name)
    this.#people.arrive(connection.claims)
    this.#people.documentOpened(connection)
    connection.attach(document)
  }

  /** Opens the room if need be, and throws where the person may not come in. */
  #enter(claims: JoinClaims): void {
    this.#open(claims)
    this.mustAdmit(claims)
  }

  #isOut(userId: string): boolean {
    return this.state.removed.has(userId) || this.state.banned.has(userId)
  }

  #mustWait({ guest, sub }: JoinClaims): boolean {
    return guest === true && this.#answerToGuest(sub) === 'ask'
  }

  #answerToGuest(userId: string): 'admitted' | 'denied' | 'ask' {
    const policy = this.#stage.get('guestPolicy')
    // Who is in and was cut comes in again, whatever the policy is by now.
    if (policy === 'open' || this.state.people.get(userId)?.inClass) return 'admitted'
    return this.state.admissions.get(userId) ?? (policy === 'deny' ? 'denied' : 'ask')
  }

  /** The class comes to life with the first person; the first instructor names it and says what guests meet. */
  #open(claims: JoinClaims | undefined): void {
    const { title, guestPolicy, recording, role, sub } = claims ?? {}
    const isFirstInstructor =
      role === 'instructor' && this.#stage.people.entries().every(([, person]) => person.role !== 'instructor')
    const own = isFirstInstructor ? { ...(title && { title }), ...(guestPolicy && { guestPolicy }) } : {}
    const choice = isFirstInstructor ? recording : undefined
    if (!this.#stage.initialised) {
      const opening = { title: '', guestPolicy: 'ask' as const, at: this.now, ...own }
      this.change(STAGE, SERVER_ACTOR, () => this.#stage.initialise(opening))
      this.append({ kind: 'mark', actor: SERVER_ACTOR, payload: { type: 'opened', title: opening.title } })
    } else if (Object.keys(own).length > 0) {
      this.change(STAGE, sub ?? SERVER_ACTOR, () => this.#stage.set(own))
    }
    if (choice && sub !== undefined) this.recording.begin(sub, choice)
  }

  #wait(session: Session): Welcome {
    if (session.state === 'closed') throw new LecternError('CONFLICT')
    const isNew = !this.waiting().some(({ userId }) => userId === session.userId)
    if (session.state !== 'waiting') session.waitingSince = this.now
    session.state = 'waiting'
    if (isNew) {
      this.append({ kind: 'peer', actor: session.userId, payload: { type: 'waiting', name: session.name } })
      this.#afterwards.push(() => this.#tellWaiting())
    }
    return { state: 'waiting' }
  }

  #actOn(userId: string, { type }: PeerPayload): void {
    if (type === 'admitted') this.#afterwards.push(() => this.#admitted(userId))
    else if (type === 'denied') this.#afterwards.push(() => this.#sendAway(userId, 'GUESTS_NOT_ADMITTED', 'waiting'))
    else if (type === 'removed' || type === 'banned') {
      this.#people.refresh(userId)
      this.#afterwards.push(() => this.#sendAway(userId, 'REMOVED'))
    }
  }

  #actOnMark(mark: MarkPayload): void {
    if (mark.type === 'ended') this.#afterwards.push(() => this.#ended())
    else if (mark.type === 'recording' && mark.on) this.#afterwards.push(() => this.events.emit('recorded'))
  }

  #admitted(userId: string): void {
    for (const session of this.#sessions) {
      if (session.userId !== userId || session.state !== 'waiting') continue
      session.state = 'connected'
      session.emit('lobby:admitted', {})
    }
    this.#tellWaiting()
  }

  #sendAway(userId: string, code: ClosedCode, only?: Session['state']): void {
    for (const session of [...this.#sessions]) {
      if (session.userId === userId && (!only || session.state === only)) this.#closeSession(session, code)
    }
    if (!only) for (const connection of this.#people.documentsOf(userId)) connection.close(code)
    this.#tellWaiting()
  }

  #closeSession(session: Session, code: ClosedCode): void {
    this.refused(code)
    session.close(code, ERRORS[code].message)
  }

  #closeAll(code: ClosedCode): void {
    for (const session of [...this.#sessions]) this.#closeSession(session, code)
    for (const connection of [...this.#connections]) connection.close(code)
  }

  #tellWaiting(): void {
    const waiting = this.waiting()
    for (const session of this.sessions()) {
      if (can(this.standing(session.userId).role, 'lobby:admit')) session.emit('lobby:list', { waiting })
    }
  }

  async #end(actor: string): Promise<void> {
    if (this.media) await this.media.finishRecording()
    await this.step(() => {
      this.#open(undefined)
      this.append({ kind: 'mark', actor, payload: { type: 'ended' } })
    })
  }

  #prepareEnd(): void {
    this.media?.end()
    this.#people.allLeave()
    this.change(STAGE, SERVER_ACTOR, () => this.#stage.set({ state: 'ended', endedAt: this.now }))
  }

  #ended(): void {
    this.#closeAll('CLASS_ENDED')
    this.events.emit('ended')
  }

  /** What follows from a changed stage: pages that are gone, cursors that may not be seen any more. */
  #stageSettled(): void {
    this.#stageChanged = false
    for (const document of this.#documents.values()) {
      document.awareness?.refresh()
      for (const connection of document.connections) connection.rightsSettled()
      if (document.connections.size === 0 || this.#stage.hasDocument(document.name)) continue
      for (const connection of [...document.connections]) connection.close('DOCUMENT_NOT_FOUND')
    }
  }

  #answer(): void {
    const until = performance.now() + ANSWERS_MS
    this.#asks = this.#asks.filter(({ connection, stateVector }) => {
      // Who asked while this step was on its way to the log comes in with the next one.
      if (!connection.document || performance.now() >= until) return connection.open
      connection.answer(stateVector)
      return false
    })
    if (this.#asks.length > 0) this.#parts.stepper.schedule(this)
  }

  #guarded(run: () => void): void {
    try {
      run()
    } catch (error) {
      this.#parts.logger.error({ err: error, room: this.id }, 'telling of a step failed')
    }
  }

  #tellIfEmpty(): void {
    if (this.isEmpty) this.events.emit('empty')
  }

  #count(entry: NewEntry): void {
    this.#tailBytes += ENTRY_BYTES + (entry.kind === 'doc' ? entry.payload.length : 0)
  }

  #snapshotLater(): void {
    this.#snapshot().catch((error) => {
      this.#parts.logger.warn({ err: error, room: this.id }, 'no snapshot could be kept; the log has everything')
    })
  }

  /** Between steps: what is encoded here is what the log has up to its last entry. */
  async #snapshot(): Promise<void> {
    await this.#parts.log.putSnapshot(this.id, this.#snapshotAt(this.#last))
  }

  #snapshotAt(position: LogPosition): RoomSnapshot {
    const documents = new Map(this.documents().map(({ name, doc }) => [name, Y.encodeStateAsUpdate(doc)]))
    this.#tailBytes = 0
    this.#snapshotBytes = sizeOf(documents)
    return { ...position, state: this.state, documents }
  }
}

const sizeOf = (documents: ReadonlyMap<string, Uint8Array>): number =>
  [...documents.values()].reduce((sum, { length }) => sum + length, 0)

function groupByDocument(edits: QueuedEdit[]): Map<RoomDocument, QueuedEdit[]> {
  const groups = new Map<RoomDocument, QueuedEdit[]>()
  for (const edit of edits) {
    const { connection, update } = edit
    connection.taken(update)
    if (!connection.document) continue
    const group = groups.get(connection.document)
    if (group) group.push(edit)
    else groups.set(connection.document, [edit])
  }
  return groups
}
