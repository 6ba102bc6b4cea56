import { EventEmitter, once } from 'node:events'
import { MESSAGE_AUTH, MESSAGE_AWARENESS, MESSAGE_SYNC, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from '@lectern/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { until } from './until.ts'

const NOTHING = new Uint8Array([0])
const EMPTY_UPDATE = new Uint8Array([0, 0])

/** A WebSocket at a document that says only what it is told to, and keeps what comes. */
export class RawClient extends EventEmitter<{ frame: []; closed: [] }> {
  readonly socket: WebSocket
  /** What the engine told of the document. */
  readonly doc = new Y.Doc()
  /** Sync updates as they came, and awareness updates. */
  readonly updates: Uint8Array[] = []
  readonly awareness: Uint8Array[] = []
  isSynced = false
  /** How often an edit was refused for want of the right. */
  denials = 0
  ended: { code: number; reason: string } | undefined

  constructor(url: string, headers: Record<string, string> = {}) {
    super()
    this.setMaxListeners(0)
    this.socket = new WebSocket(url, { headers })
    this.socket.binaryType = 'arraybuffer'
    this.socket.on('message', (data: ArrayBuffer) => this.#receive(new Uint8Array(data)))
    this.socket.on('error', () => undefined)
    this.socket.on('close', (code, reason) => {
      this.ended = { code, reason: reason.toString() }
      this.emit('closed')
    })
  }

  async opened(): Promise<this> {
    if (this.socket.readyState === WebSocket.CONNECTING) await once(this.socket, 'open')
    return this
  }

  async closed(): Promise<{ code: number; reason: string }> {
    if (!this.ended) await once(this, 'closed')
    return this.ended!
  }

  /** Asks for the document, waits for it, and says that it has nothing that the engine lacks. */
  async sync(stateVector: Uint8Array = NOTHING): Promise<this> {
    await this.opened()
    this.isSynced = false
    this.sendSync(SYNC_STEP_1, stateVector)
    await this.until(() => this.isSynced)
    this.sendSync(SYNC_STEP_2, EMPTY_UPDATE)
    return this
  }

  update(update: Uint8Array): void {
    this.sendSync(SYNC_UPDATE, update)
  }

  /** Edits a copy of the document, sends the edit, and answers with it. */
  edit(change: (doc: Y.Doc) => void, doc = this.doc): Uint8Array {
    const before = Y.encodeStateVector(doc)
    change(doc)
    const update = Y.encodeStateAsUpdate(doc, before)
    this.update(update)
    return update
  }

  sendSync(type: number, bytes: Uint8Array): void {
    this.#send(MESSAGE_SYNC, (encoder) => {
      encoding.writeVarUint(encoder, type)
      encoding.writeVarUint8Array(encoder, bytes)
    })
  }

  sendAwareness(states: { clientId: number; clock: number; state: unknown }[]): void {
    this.#send(MESSAGE_AWARENESS, (encoder) => {
      const update = encoding.encode((inner) => {
        encoding.writeVarUint(inner, states.length)
        for (const { clientId, clock, state } of states) {
          encoding.writeVarUint(inner, clientId)
          encoding.writeVarUint(inner, clock)
          encoding.writeVarString(inner, JSON.stringify(state))
        }
      })
      encoding.writeVarUint8Array(encoder, update)
    })
  }

  /** What others were said to show, latest first: client id → state. */
  shown(): Map<number, { clock: number; state: unknown }> {
    const shown = new Map<number, { clock: number; state: unknown }>()
    for (const update of this.awareness) {
      const decoder = decoding.createDecoder(update)
      for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
        const clientId = decoding.readVarUint(decoder)
        const clock = decoding.readVarUint(decoder)
        shown.set(clientId, { clock, state: JSON.parse(decoding.readVarString(decoder)) as unknown })
      }
    }
    return shown
  }

  /** Answers when it is so, looked at with each frame. */
  until(check: () => boolean): Promise<void> {
    return until(this as never, 'frame', check)
  }

  close(): void {
    this.socket.terminate()
  }

  #send(type: number, write: (encoder: encoding.Encoder) => void): void {
    this.socket.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, type)
        write(encoder)
      }),
    )
  }

  #receive(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE_AWARENESS) this.awareness.push(decoding.readVarUint8Array(decoder))
    else if (type === MESSAGE_AUTH) this.denials += 1
    else if (type === MESSAGE_SYNC)
      this.#receiveSync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder))
    this.emit('frame')
  }

  #receiveSync(type: number, bytes: Uint8Array): void {
    if (type === SYNC_STEP_1) return
    if (type === SYNC_STEP_2) this.isSynced = true
    else this.updates.push(bytes)
    Y.applyUpdate(this.doc, bytes, 'engine')
  }
}
