import {
  type DocumentName,
  type ErrorCode,
  type JoinClaims,
  LecternError,
  MESSAGE_AWARENESS,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_SYNC,
  may,
  mayWrite,
  type Role,
  SYNC_LIMITS,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
} from '@lectern/protocol'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { Classroom } from './Classroom.ts'
import type { AwarenessSpeaker } from './DocumentAwareness.ts'
import type { RoomDocument } from './RoomDocument.ts'
import { syncFrames } from './syncFrames.ts'
import { TokenBucket } from './TokenBucket.ts'

/** What the room needs of a socket for one document. */
export interface DocumentSocket {
  send(frame: Uint8Array): void
  /** From now on the socket gets what is published under the topic. */
  subscribe(topic: string): void
  /** What was sent and has not gone out yet. */
  bufferedBytes(): number
  close(code: ErrorCode): void
}

/** Times that a client may ask for the whole state: each may cost an encoding of the document. */
const ASKS = { burst: 6, perSecond: 0.5 }
const MAX_STATE_VECTOR_BYTES = 128 * 1024
/** Bytes of one connection that may wait for a step; more pile up only while nothing can be made durable. */
const MAX_WAITING_BYTES = SYNC_LIMITS.bytesBurst

/** One socket at one document: speaks the y-websocket protocol for it, and holds its limits. */
export class DocumentConnection implements AwarenessSpeaker {
  readonly claims: JoinClaims
  readonly name: DocumentName
  /** Set once the person has come in. */
  document: RoomDocument | undefined
  open = true
  /** It was ended for what it sent: what else it sent does not count either. */
  isFaulty = false
  readonly #room: Classroom
  readonly #socket: DocumentSocket
  readonly #clientIds = new Set<number>()
  readonly #awarenessIds = new Set<number>()
  readonly #updates = new TokenBucket({ burst: SYNC_LIMITS.updatesBurst, perSecond: SYNC_LIMITS.updatesPerSecond })
  readonly #bytes = new TokenBucket({ burst: SYNC_LIMITS.bytesBurst, perSecond: SYNC_LIMITS.bytesPerSecond })
  readonly #asks = new TokenBucket(ASKS)
  readonly #awareness = new TokenBucket({
    burst: SYNC_LIMITS.awarenessPerSecond,
    perSecond: SYNC_LIMITS.awarenessPerSecond,
  })
  #waitingBytes = 0
  /** The client told, by its step 2, what it holds and the engine did not. */
  #hasAnswered = false
  /** An edit was refused for want of the right: the client holds what the document does not have. */
  #wasRefused = false
  /** Awareness that came before the person was in. */
  #early: Uint8Array | undefined

  constructor(room: Classroom, claims: JoinClaims, name: DocumentName, socket: DocumentSocket) {
    this.#room = room
    this.claims = claims
    this.name = name
    this.#socket = socket
  }

  get userId(): string {
    return this.claims.sub
  }

  get user(): { id: string; name: string; hue: number; role: Role } {
    return this.#room.userOf(this.userId)
  }

  get isShown(): boolean {
    return may(this.#room.standing(this.userId), 'cursor:show')
  }

  /** The person is in. */
  attach(document: RoomDocument): void {
    this.document = document
    document.connections.add(this)
    if (this.#early) this.#receiveAwareness(this.#early)
  }

  /** Takes a frame, which it keeps. */
  receive(frame: Uint8Array): void {
    if (!this.open) return
    try {
      if (frame.length > SYNC_LIMITS.frameBytes) throw new LecternError('TOO_LARGE')
      this.#read(decoding.createDecoder(frame))
    } catch (error) {
      this.fail(error)
    }
  }

  /** Ends the connection with the error's close code, and tells why. */
  close(code: ErrorCode): void {
    if (!this.open) return
    this.#room.refused(code)
    this.#socket.close(code)
    this.closed()
  }

  /** Ends the connection because of what the client sent. */
  fail(error: unknown): void {
    this.isFaulty = true
    // What is not ours comes from decoding: the frame was not one.
    this.close(error instanceof LecternError ? error.code : 'BAD_REQUEST')
  }

  /** The socket is gone. */
  closed(): void {
    if (!this.open) return
    this.open = false
    this.#room.documentClosed(this)
  }

  /** Tells the client that an edit was not taken. It goes on reading. */
  refuseEdit(): void {
    this.#room.refused('NOT_ALLOWED')
    if (!this.open) return
    this.#wasRefused = true
    this.#socket.send(syncFrames.denied('NOT_ALLOWED'))
  }

  /** After a change of rights: who may write now is asked for what was refused before. */
  rightsSettled(): void {
    if (!this.#wasRefused || !this.document || !mayWrite(this.#room.standing(this.userId), this.document.kind)) return
    this.#wasRefused = false
    this.#socket.send(syncFrames.step1(Y.encodeStateVector(this.document.doc)))
  }

  /** Brings the client up to date, and from then on it gets what everybody gets. */
  answer(stateVector: Uint8Array): void {
    if (!this.open || !this.document) return
    try {
      for (const frame of this.document.answers.framesFor(stateVector)) this.#socket.send(frame)
    } catch {
      this.close('BAD_REQUEST')
      return
    }
    this.#socket.subscribe(this.document.topic)
    this.#sendAwareness()
  }

  /** Ends a connection that does not read what is sent: it comes again, and needs only what it missed. Rule [SY10]. */
  checkReading(): void {
    if (this.open && this.#socket.bufferedBytes() > SYNC_LIMITS.backpressureBytes) this.close('SLOW_READER')
  }

  /** An edit of this connection left the queue. */
  taken(update: Uint8Array): void {
    this.#waitingBytes -= update.length
  }

  /** Binds a Yjs client id to this connection; throws BAD_UPDATE where it is somebody else's, or one too many. */
  claim(clientId: number): void {
    if (this.#clientIds.has(clientId)) return
    if (this.#clientIds.size >= SYNC_LIMITS.clientIdsPerConnection) throw new LecternError('BAD_UPDATE')
    this.#room.claimWriter(this, clientId)
    this.#clientIds.add(clientId)
  }

  claimAwareness(clientId: number): void {
    const writer = this.#room.writerOf(this.name, clientId)
    const isTooMany = this.#awarenessIds.size >= SYNC_LIMITS.clientIdsPerConnection
    if (isTooMany || (writer !== undefined && writer !== this.userId)) throw new LecternError('BAD_UPDATE')
    this.#awarenessIds.add(clientId)
  }

  tellAwareness(update: Uint8Array): void {
    if (this.open) this.#socket.send(syncFrames.awareness(update))
  }

  #read(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE_SYNC) this.#readSync(decoder)
    else if (type === MESSAGE_AWARENESS) this.#receiveAwareness(decoding.readVarUint8Array(decoder))
    else if (type === MESSAGE_QUERY_AWARENESS) this.#queryAwareness()
    else throw new LecternError('BAD_REQUEST')
  }

  #readSync(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (type === SYNC_STEP_2) this.#hasAnswered = true
    if (type === SYNC_STEP_1) this.#ask(bytes)
    else if (type === SYNC_STEP_2 || type === SYNC_UPDATE) this.#edit(bytes)
    else throw new LecternError('BAD_REQUEST')
  }

  #ask(stateVector: Uint8Array): void {
    if (stateVector.length > MAX_STATE_VECTOR_BYTES) throw new LecternError('TOO_LARGE')
    if (!this.#asks.take()) throw new LecternError('RATE_LIMITED')
    this.#room.ask(this, stateVector)
  }

  #edit(update: Uint8Array): void {
    if (!this.#updates.take() || !this.#bytes.take(update.length)) throw new LecternError('RATE_LIMITED')
    this.#waitingBytes += update.length
    if (this.#waitingBytes > MAX_WAITING_BYTES) throw new LecternError('NOT_SAVED_YET')
    this.#room.edit(this, update, !this.#hasAnswered)
  }

  /** Cursors come again: those that come too often are let go of, not the connection. */
  #receiveAwareness(update: Uint8Array): void {
    if (!this.document) this.#early = update
    else if (this.#awareness.take()) this.document.awareness?.receive(this, update)
  }

  #queryAwareness(): void {
    if (this.#awareness.take()) this.#sendAwareness()
  }

  #sendAwareness(): void {
    const all = this.document?.awareness?.all()
    if (all) this.#socket.send(syncFrames.awareness(all))
  }
}
