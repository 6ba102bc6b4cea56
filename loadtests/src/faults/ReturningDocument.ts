import { MESSAGE_SYNC, SYNC_STEP_1, SYNC_STEP_2 } from '@lectern/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** What all members of a crowd have of a document: encoded once for all of them. */
export class SharedState {
  readonly doc: Y.Doc
  readonly stateVector: Uint8Array
  readonly #answers = new Map<string, Uint8Array>()

  /** `doc` must not change any more. */
  constructor(doc: Y.Doc) {
    this.doc = doc
    this.stateVector = Y.encodeStateVector(doc)
  }

  /** What somebody with this state vector lacks, as a stock client answers. */
  answerTo(stateVector: Uint8Array): Uint8Array {
    const key = Buffer.from(stateVector).toString('latin1')
    const answer = this.#answers.get(key) ?? Y.encodeStateAsUpdate(this.doc, stateVector)
    this.#answers.set(key, answer)
    return answer
  }
}

/**
 * A document of somebody who comes back with what the others have as well. Says on the wire what a stock y-websocket client says, and
 * keeps what comes instead of applying it: a crowd of real ones would measure itself.
 */
export class ReturningDocument {
  readonly #state: SharedState
  /** Updates that came. */
  readonly #updates: Uint8Array[] = []
  readonly #socket: WebSocket
  readonly #synced = Promise.withResolvers<void>()
  #isAsked = false
  #isAnswered = false

  /** Connects at once. */
  constructor(url: string, state: SharedState) {
    this.#state = state
    this.#socket = new WebSocket(url)
    this.#socket.binaryType = 'arraybuffer'
    this.#socket.onopen = () => this.#send(SYNC_STEP_1, state.stateVector)
    this.#socket.onmessage = ({ data }) => this.#receive(new Uint8Array(data as ArrayBuffer))
    this.#socket.onclose = ({ code, reason }) => {
      this.#synced.reject(new Error(`the connection was closed with ${code} ${reason}`))
    }
    this.#synced.promise.catch(() => undefined)
  }

  /** Answers when both sides have told what the other lacked. */
  synced(): Promise<void> {
    return this.#synced.promise
  }

  /** What one sees after all that came. */
  read(): Y.Doc {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#state.doc))
    for (const update of this.#updates) Y.applyUpdate(doc, update)
    return doc
  }

  close(): void {
    this.#socket.onclose = null
    this.#socket.close()
  }

  #receive(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame)
    if (decoding.readVarUint(decoder) !== MESSAGE_SYNC) return
    const type = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (type === SYNC_STEP_1) this.#answer(bytes)
    else this.#updates.push(bytes)
    if (type === SYNC_STEP_2) this.#isAnswered = true
    if (this.#isAnswered && this.#isAsked) this.#synced.resolve()
  }

  #answer(stateVector: Uint8Array): void {
    this.#send(SYNC_STEP_2, this.#state.answerTo(stateVector))
    this.#isAsked = true
  }

  #send(type: number, bytes: Uint8Array): void {
    const frame = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE_SYNC)
      encoding.writeVarUint(encoder, type)
      encoding.writeVarUint8Array(encoder, bytes)
    })
    this.#socket.send(frame)
  }
}
